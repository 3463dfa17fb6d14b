package io.natterjack.app.config.syntax;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a text refers to outside of itself: variables and other files.
///
/// A variable is looked up in the map it is used in, then in the maps around it, among the keys in front of it; then in
/// the environment, whose texts are read as values of the language. An included file sees no variable of the file that
/// includes it.
final class References {
    private static final int INCLUDE_DEPTH_MAX = 50;
    /// Passwords that were hashed with bcrypt look like variables and need no quotes.
    private static final String BCRYPT = "2a$";

    private final Function<String, @Nullable String> environment;
    private final Set<String> environmentInUse;
    private final int includeDepth;

    References(Function<String, @Nullable String> environment) {
        this(environment, new HashSet<>(), 0);
    }

    private References(Function<String, @Nullable String> environment, Set<String> inUse, int includeDepth) {
        this.environment = environment;
        this.environmentInUse = inUse;
        this.includeDepth = includeDepth;
    }

    Value resolve(String name, int line, Iterable<Block> scopes) {
        if (name.startsWith(BCRYPT)) {
            return new Value.Text("$" + name);
        }
        for (Block scope : scopes) {
            Token token = scope.get(name);
            if (token != null) {
                token.useAsVariable();
                return token.value();
            }
        }
        String reference = "variable reference for '" + name + "' on line " + line;
        Value value;
        try {
            value = fromEnvironment(name);
        } catch (ConfigException e) {
            throw new ConfigException(reference + " could not be parsed: " + e.getMessage());
        }
        if (value == null) {
            throw new ConfigException(reference + " can not be found");
        }
        return value;
    }

    private @Nullable Value fromEnvironment(String name) {
        if (!environmentInUse.add(name)) {
            throw new ConfigException("variable reference cycle for '" + name + "'");
        }
        try {
            String text = environment.apply(name);
            if (text == null) {
                return null;
            }
            byte[] entry = ("pk=" + text).getBytes(StandardCharsets.UTF_8);
            Token token = new ConfigParser(entry, "", this).parse().get("pk");
            return token == null ? null : token.value();
        } finally {
            environmentInUse.remove(name);
        }
    }

    /// @param from · name of the including file, empty if it has none
    Block include(String path, String from) {
        if (includeDepth >= INCLUDE_DEPTH_MAX) {
            throw new ConfigException("error parsing include file '" + path + "', more than " + INCLUDE_DEPTH_MAX
                    + " files include each other");
        }
        try {
            String file = ConfigPaths.beside(from, path);
            return new ConfigParser(
                            ConfigPaths.read(file), file, new References(environment, new HashSet<>(), includeDepth + 1))
                    .parse();
        } catch (ConfigException e) {
            throw new ConfigException("error parsing include file '" + path + "', " + e.getMessage());
        }
    }
}
