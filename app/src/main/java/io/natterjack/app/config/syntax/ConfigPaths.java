package io.natterjack.app.config.syntax;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Names and contents of configuration files.
final class ConfigPaths {
    /// No configuration is this long; a device that never ends is.
    private static final int BYTES_MAX = 64 << 20;

    private ConfigPaths() {}

    /// The path of an included file: always below the folder of the including one, even if it begins with a slash.
    static String beside(String from, String included) {
        try {
            Path folder = Path.of(from).getParent();
            String relative = included.replaceFirst("^/+", "");
            return (folder == null ? Path.of(relative) : folder.resolve(relative)).normalize().toString();
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
                byte[] bytes = in.readNBytes(BYTES_MAX + 1);
                if (bytes.length > BYTES_MAX) {
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
