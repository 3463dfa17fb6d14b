package io.natterjack.app.config.syntax;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A configuration that was read, before anybody asked what its keys mean.
///
/// @param name   · the file as it was named on the command line; empty for a text
/// @param root   · its top-level keys
/// @param digest · `sha256:` and the hash of its content, which does not change with comments, order and layout
public record ConfigFile(String name, Block root, String digest) {
    /// Reads a file and all that it includes.
    ///
    /// @param environment · gives the text of an environment variable, or null
    /// @throws ConfigException if a file cannot be read or is not in the language
    public static ConfigFile read(String name, Function<String, @Nullable String> environment) {
        return parse(References.read(name), name, environment);
    }

    /// Reads a text. Files that it includes are looked for in the working directory.
    ///
    /// @throws ConfigException if the text is not in the language
    public static ConfigFile of(String text, Function<String, @Nullable String> environment) {
        return parse(text.getBytes(StandardCharsets.UTF_8), "", environment);
    }

    static ConfigFile parse(byte[] text, String name, Function<String, @Nullable String> environment) {
        Block root = new ConfigParser(text, name, new References(environment)).parse();
        return new ConfigFile(name, root, ConfigDigest.of(root));
    }
}
