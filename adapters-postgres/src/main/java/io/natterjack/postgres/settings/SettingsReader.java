package io.natterjack.postgres.settings;

import io.natterjack.ports.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the block `postgres` of the configuration.
public final class SettingsReader {
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*([KMG]?)I?B?");
    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final List<String> KEYS = List.of(
            "url",
            "user",
            "password",
            "password_file",
            "schema",
            "pool_size",
            "writers",
            "pending_max",
            "cache",
            "index_max",
            "batch_max",
            "ssl_mode",
            "ssl_root_cert",
            "ssl_cert",
            "ssl_key",
            "connect_timeout",
            "socket_timeout",
            "keepalive_timeout");
    private static final int KIB = 1024;

    private final Map<String, String> options;

    private SettingsReader(Map<String, String> options) {
        this.options = options;
    }

    /// @throws StorageException if a setting cannot work; the text says which, why and what would
    public static PostgresSettings read(Map<String, String> options) {
        if (options.containsKey("key")) {
            throw wrong(
                    "key",
                    "asks for encryption, which PostgreSQL leaves to the disks it writes to",
                    "take it out of the block jetstream and encrypt those, or keep streams in files");
        }
        var unknown = new TreeSet<>(options.keySet());
        KEYS.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw wrong(unknown.first(), "is not known", "use one of " + String.join(", ", KEYS));
        }
        return new SettingsReader(options).settings();
    }

    private PostgresSettings settings() {
        String text = required("url", "such as postgresql://db.example.com:5432/app");
        DatabaseUrl url = DatabaseUrl.parse(text, options.keySet());
        int writers = number("writers", 2, 1, 64);
        int poolSize = number("pool_size", writers + 6, 3, 1000);
        if (poolSize < writers + 2) {
            throw wrong("pool_size", "leaves no connection to read with", "set it to " + (writers + 2) + " or more");
        }
        String user = options.getOrDefault("user", url.user());
        if (user.isEmpty()) {
            throw wrong("user", "is missing", "name the role that owns the schema");
        }
        return new PostgresSettings(
                url.jdbc(),
                user,
                password(url),
                schema(),
                poolSize,
                writers,
                size("pending_max", 64L * KIB * KIB),
                size("cache", 64L * KIB * KIB),
                size(
                        "index_max",
                        Math.max(KIB * (long) KIB, Runtime.getRuntime().maxMemory() / 2)),
                size("batch_max", 8L * KIB * KIB),
                number("keepalive_timeout", 30, 6, 3600),
                driver());
    }

    private String schema() {
        String schema = options.getOrDefault("schema", "natterjack");
        if (!SCHEMA.matcher(schema).matches() || schema.startsWith("pg_")) {
            throw wrong(
                    "schema",
                    "is '" + schema + "'",
                    "use up to 63 lower-case letters, digits and _, not starting with a digit or pg_");
        }
        return schema;
    }

    private String password(DatabaseUrl url) {
        String file = options.get("password_file");
        if (file == null) {
            return options.getOrDefault("password", url.password());
        }
        if (options.containsKey("password")) {
            throw wrong("password_file", "is set beside password", "keep one of the two");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException failure) {
            String fix = "let it name a file that this process may read";
            throw new StorageException(sentence("password_file", "cannot be read: " + failure, fix), failure);
        }
    }

    private Map<String, String> driver() {
        Map<String, String> driver = new HashMap<>();
        driver.put("tcpKeepAlive", "true");
        driver.put("binaryTransfer", "true");
        driver.put("prepareThreshold", "2");
        driver.put("logServerErrorDetail", "true");
        String connecting = String.valueOf(number("connect_timeout", 5, 1, 600));
        driver.put("connectTimeout", connecting);
        driver.put("loginTimeout", connecting);
        driver.put("socketTimeout", String.valueOf(number("socket_timeout", 60, 1, 3600)));
        String mode = options.get("ssl_mode");
        if (mode != null && !SSL_MODES.contains(mode)) {
            throw wrong("ssl_mode", "is '" + mode + "'", "use one of " + String.join(", ", SSL_MODES));
        }
        put(driver, "sslmode", mode);
        put(driver, "sslrootcert", readable("ssl_root_cert"));
        put(driver, "sslcert", readable("ssl_cert"));
        put(driver, "sslkey", readable("ssl_key"));
        return driver;
    }

    private static void put(Map<String, String> driver, String property, @Nullable String value) {
        if (value != null) {
            driver.put(property, value);
        }
    }

    private @Nullable String readable(String key) {
        String file = options.get(key);
        if (file != null && !Files.isReadable(Path.of(file))) {
            throw wrong(key, "names " + file + ", which cannot be read", "name a file that this process may read");
        }
        return file;
    }

    private String required(String key, String example) {
        String value = options.getOrDefault(key, "");
        if (value.isBlank()) {
            throw wrong(key, "is missing", "set it, " + example);
        }
        return value;
    }

    private int number(String key, int otherwise, int min, int max) {
        String text = options.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Told below, like a number that is out of range.
        }
        throw wrong(key, "is '" + text + "'", "use a number from " + min + " to " + max);
    }

    private long size(String key, long otherwise) {
        String text = options.get(key);
        if (text == null) {
            return otherwise;
        }
        var parts = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!parts.matches() || parts.group(1).length() > 15) {
            throw wrong(key, "is '" + text + "'", "use a size in bytes such as 64MB");
        }
        long unit = switch (parts.group(2)) {
            case "K" -> KIB;
            case "M" -> (long) KIB * KIB;
            case "G" -> (long) KIB * KIB * KIB;
            default -> 1;
        };
        long bytes = Long.parseLong(parts.group(1)) * unit;
        if (bytes < KIB * (long) KIB) {
            throw wrong(key, "is '" + text + "'", "use 1MB or more");
        }
        return bytes;
    }

    private static StorageException wrong(String key, String what, String fix) {
        return new StorageException(sentence(key, what, fix));
    }

    private static String sentence(String key, String what, String fix) {
        return "Setting '" + key + "' of storage postgres " + what + ": " + fix;
    }
}
