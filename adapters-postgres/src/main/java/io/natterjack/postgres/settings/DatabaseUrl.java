package io.natterjack.postgres.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.ports.storage.StorageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Set;

/// Where the database is. Operators write `postgresql://user:password@host:port/database`, as they do for other
/// tools, or what JDBC takes.
record DatabaseUrl(String jdbc, String user, String password) {
    private static final String JDBC = "jdbc:postgresql:";

    /// @param settings · that are given beside it
    static DatabaseUrl parse(String text, Set<String> settings) {
        UrlProperties.check(text, settings);
        if (text.startsWith(JDBC)) {
            return new DatabaseUrl(text, "", "");
        }
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            String path = uri.getRawPath();
            boolean known = "postgresql".equals(scheme) || "postgres".equals(scheme);
            if (known && uri.getHost() != null && path != null && path.length() > 1) {
                String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
                String info = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
                int colon = info.indexOf(':');
                return new DatabaseUrl(
                        JDBC + "//" + uri.getHost() + port + path + query,
                        decoded(colon < 0 ? info : info.substring(0, colon)),
                        decoded(colon < 0 ? "" : info.substring(colon + 1)));
            }
        } catch (URISyntaxException _) {
            // Told below without its text, which may hold a password.
        }
        throw new StorageException("Setting 'url' of storage postgres is no address of a database: "
                + "write postgresql://host:port/database or jdbc:postgresql://host:port/database");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
