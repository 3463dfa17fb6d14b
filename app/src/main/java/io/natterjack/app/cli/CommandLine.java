package io.natterjack.app.cli;

import io.natterjack.app.config.options.FlagValues;
import io.natterjack.domain.text.GoQuoted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the command line asks for.
public sealed interface CommandLine {
    /// Run a server.
    ///
    /// @param configFile · empty for none
    record Run(String configFile, FlagValues flags) implements CommandLine {}

    /// Say whether a configuration file can be used.
    record Check(String configFile, FlagValues flags) implements CommandLine {}

    /// Send a signal to a running server.
    ///
    /// @param command · a verb, and perhaps `=` and whom it is for
    record Signal(String command) implements CommandLine {}

    /// Copy streams from one storage to another.
    ///
    /// @param from    · configuration file of a server with the storage that they are in
    /// @param to      · one with the storage that they shall be in
    /// @param streams · names; empty for all
    record Migrate(String from, String to, List<String> streams) implements CommandLine {}

    record ShowVersion() implements CommandLine {}

    record ShowHelp() implements CommandLine {}

    record ShowTlsHelp() implements CommandLine {}

    /// The flags cannot be read: says why, and shows the help, which is no failure.
    record BadFlags(String why) implements CommandLine {}

    /// The command line cannot be followed.
    record Refused(String why) implements CommandLine {}

    static CommandLine of(String... arguments) {
        FlagParser.Parsed parsed;
        try {
            parsed = FlagParser.parse(Arrays.asList(arguments));
        } catch (IllegalArgumentException e) {
            return new BadFlags(String.valueOf(e.getMessage()));
        }
        Map<String, Object> values = parsed.values();
        if (on(values, "version")) {
            return new ShowVersion();
        }
        if (on(values, "help")) {
            return new ShowHelp();
        }
        if (on(values, "help_tls")) {
            return new ShowTlsHelp();
        }
        return parsed.words().isEmpty() ? action(values) : word(parsed.words());
    }

    private static CommandLine word(List<String> words) {
        String first = words.getFirst();
        return switch (first.toLowerCase(Locale.ROOT)) {
            case "version" -> new ShowVersion();
            case "help" -> new ShowHelp();
            case "migrate" -> migrate(words.subList(1, words.size()));
            default -> new Refused("unrecognized command: " + GoQuoted.text(first));
        };
    }

    private static CommandLine migrate(List<String> words) {
        return words.size() < 2
                ? new Refused(
                        "migrate needs two configuration files: of a server with the old storage, and with the new")
                : new Migrate(words.get(0), words.get(1), List.copyOf(words.subList(2, words.size())));
    }

    private static CommandLine action(Map<String, Object> values) {
        if (values.get("signal") instanceof String signal && !signal.isEmpty()) {
            return new Signal(signal);
        }
        String file = values.get("config") instanceof String text ? text : "";
        if (!on(values, "t")) {
            return new Run(file, new FlagValues(values));
        }
        return file.isEmpty()
                ? new Refused("must specify [-c, --config] option to check configuration file syntax")
                : new Check(file, new FlagValues(values));
    }

    private static boolean on(Map<String, Object> values, String name) {
        return Boolean.TRUE.equals(values.get(name));
    }
}
