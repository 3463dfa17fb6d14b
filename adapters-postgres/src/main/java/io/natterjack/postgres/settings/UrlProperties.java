package io.natterjack.postgres.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.ports.storage.StorageException;
import java.net.URLDecoder;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGProperty;

/// What stands behind the question mark of an address: properties of the driver, which uses them rather than ours.
/// Those that would undo what we have set are refused, and those that it would silently ignore.
final class UrlProperties {
    private static final String LEAVE_OUT = "leave it out";

    /// What to do instead, by the name of the property.
    private static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("currentSchema", "name it in setting 'schema'"),
            Map.entry("socketTimeout", "use setting 'socket_timeout'"),
            Map.entry("connectTimeout", "use setting 'connect_timeout'"),
            Map.entry("loginTimeout", "use setting 'connect_timeout'"),
            Map.entry("service", "write what it stands for into the settings"),
            Map.entry("PGHOST", "write it in front of the question mark"),
            Map.entry("PGPORT", "write it in front of the question mark"),
            Map.entry("PGDBNAME", "write it in front of the question mark"),
            Map.entry("ApplicationName", LEAVE_OUT + ", sessions are named after the server"),
            Map.entry("tcpKeepAlive", LEAVE_OUT + ", it is always on"),
            Map.entry("queryTimeout", LEAVE_OUT),
            Map.entry("readOnly", LEAVE_OUT),
            Map.entry("readOnlyMode", LEAVE_OUT),
            Map.entry("replication", LEAVE_OUT),
            Map.entry("preferQueryMode", LEAVE_OUT),
            Map.entry("autosave", LEAVE_OUT),
            Map.entry("stringtype", LEAVE_OUT),
            Map.entry("maxResultBuffer", LEAVE_OUT),
            Map.entry("prepareThreshold", LEAVE_OUT),
            Map.entry("binaryTransfer", LEAVE_OUT),
            Map.entry("binaryTransferEnable", LEAVE_OUT),
            Map.entry("binaryTransferDisable", LEAVE_OUT));

    /// Settings that a property says too.
    private static final Map<String, String> TWICE = Map.of(
            "ssl", "ssl_mode",
            "sslmode", "ssl_mode",
            "sslfactory", "ssl_mode",
            "sslhostnameverifier", "ssl_mode",
            "sslrootcert", "ssl_root_cert",
            "sslcert", "ssl_cert",
            "sslkey", "ssl_key");

    private UrlProperties() {}

    /// @param settings · that are given beside the address
    /// @throws StorageException if a property is none, or one of ours
    static void check(String url, Set<String> settings) {
        int mark = url.indexOf('?');
        if (mark < 0) {
            return;
        }
        for (String pair : url.substring(mark + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                check(name, equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), UTF_8), settings);
            }
        }
    }

    private static void check(String name, String value, Set<String> settings) {
        if (name.equals("user") || name.equals("password") || name.equals("sslpassword")) {
            throw wrong(name, "give it as a setting of its own, because addresses end up in logs");
        }
        String instead = OURS.get(name);
        if (instead != null) {
            throw wrong(name, "it would undo what this server sets itself: " + instead);
        }
        if (name.equals("options") && value.contains("search_path")) {
            throw wrong(name, "with a search_path it would undo setting 'schema': name the schema there");
        }
        String setting = TWICE.get(name);
        if (setting != null && settings.contains(setting)) {
            throw wrong(name, "it would undo setting '" + setting + "', which is there too: keep one of the two");
        }
        if (PGProperty.forName(name) == null) {
            throw wrong(
                    name,
                    "the PostgreSQL driver for Java knows no such property and would ignore it:"
                            + " correct it, or leave it out");
        }
    }

    private static StorageException wrong(String name, String why) {
        return new StorageException(
                "Setting 'url' of storage postgres has " + name + " behind its question mark: " + why);
    }
}
