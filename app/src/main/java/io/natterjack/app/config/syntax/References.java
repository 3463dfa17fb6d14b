package io.natterjack.app.config.syntax;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    /// No configuration is this long; a device that never ends is.
    private static final int FILE_BYTES_MAX = 64 << 20;
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
            String file = beside(from, path);
            return new ConfigParser(read(file), file, new References(environment, new HashSet<>(), includeDepth + 1))
                    .parse();
        } catch (ConfigException e) {
            throw new ConfigException("error parsing include file '" + path + "', " + e.getMessage());
        }
    }

    /// The path of an included file: always below the folder of the including one, even if it begins with a slash.
    private static String beside(String from, String included) {
        try {
            Path folder = Path.of(from).getParent();
            String relative = included.replaceFirst("^/+", "");
            return (folder == null ? Path.of(relative) : folder.resolve(relative))
                    .normalize()
                    .toString();
        } catch (InvalidPathException _) {
            throw new ConfigException("open " + included + ": invalid argument");
        }
    }

    static byte[] read(String file) {
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new ConfigException("read " + file + ": is a directory");
            }
            try (var in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
                if (bytes.length > FILE_BYTES_MAX) {
                    throw new ConfigException("read " + file + ": file too large");
                }
                return bytes;
            }
        } catch (NoSuchFileException | InvalidPathException _) {
            throw new ConfigException("open " + file + ": no such file or directory");
        } catch (AccessDeniedException _) {
            throw new ConfigException("open " + file + ": permission denied");
        } catch (IOException e) {
            throw new ConfigException("read " + file + ": " + e.getMessage());
        }
    }
}
