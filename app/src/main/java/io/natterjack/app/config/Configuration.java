package io.natterjack.app.config;

import io.natterjack.app.config.check.CrossChecks;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.section.OptionsReader;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.app.config.syntax.ConfigFile;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a server's options come from, so that they can be read more than once.
///
/// Nothing is kept from one reading to the next.
public final class Configuration {
    private final String file;
    private final @Nullable String text;
    private final FlagValues flags;
    private final Function<String, @Nullable String> environment;

    private Configuration(
            String file, @Nullable String text, FlagValues flags, Function<String, @Nullable String> environment) {
        this.file = file;
        this.text = text;
        this.flags = flags;
        this.environment = environment;
    }

    /// @param file        · empty for the command line alone
    /// @param environment · gives the text of an environment variable, or null
    public static Configuration ofFile(String file, FlagValues flags, Function<String, @Nullable String> environment) {
        return new Configuration(file, null, flags, environment);
    }

    /// @param text        · in the language of configuration files
    /// @param environment · gives the text of an environment variable, or null
    public static Configuration ofText(String text, FlagValues flags, Function<String, @Nullable String> environment) {
        return new Configuration("", text, flags, environment);
    }

    /// Reads and checks the options.
    ///
    /// @throws ConfigException with all that is wrong
    public ServerOptions load() {
        OptionsReader.Result result = OptionsReader.read(parsed(), flags);
        ServerOptions options = result.options();
        if (options == null) {
            throw new ConfigException(result.findings().report());
        }
        CrossChecks.check(options);
        return options;
    }

    /// Reads the options again, for a server that is running.
    ///
    /// @throws ConfigException if there is no file to read, or with all that is wrong
    public ServerOptions reload() {
        if (file.isEmpty()) {
            throw new ConfigException("can only reload config when a file is provided using -c or --config");
        }
        return load();
    }

    /// Looks at the file alone: what is discouraged counts as wrong, what does not fit together is not looked at.
    ///
    /// @return the digest of its content
    /// @throws ConfigException with all that is wrong
    public String check() {
        ConfigFile parsed = ConfigFile.read(file, environment);
        OptionsReader.Result result = OptionsReader.read(parsed, flags);
        String report = result.findings().report();
        if (!report.isEmpty()) {
            throw new ConfigException(report);
        }
        return parsed.digest();
    }

    private @Nullable ConfigFile parsed() {
        if (text != null) {
            return ConfigFile.of(text, environment);
        }
        return file.isEmpty() ? null : ConfigFile.read(file, environment);
    }
}
