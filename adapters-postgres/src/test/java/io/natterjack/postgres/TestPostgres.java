package io.natterjack.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// One PostgreSQL for all tests of a run, as careful as one in production. It ends with the JVM.
final class TestPostgres {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private TestPostgres() {}

    private static final class Running {
        static final EmbeddedPostgres POSTGRES = start();
    }

    private static EmbeddedPostgres start() {
        try {
            return careful().start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A server that syncs, which the library's own defaults do not.
    static EmbeddedPostgres.Builder careful() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_wal_size", "2GB")
                // A thousand streams in one schema that is dropped as a whole.
                .setServerConfig("max_locks_per_transaction", "2048");
    }

    static String url() {
        return "jdbc:postgresql://localhost:" + Running.POSTGRES.getPort() + "/postgres";
    }

    static String newSchema() {
        return "test_" + SCHEMAS.incrementAndGet();
    }

    static Connection connect() throws SQLException {
        return connect(url());
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "postgres", "postgres");
    }

    static void run(String sql) {
        run(url(), sql);
    }

    static void run(String url, String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /// The first column of the first row.
    static String ask(String sql) {
        return ask(url(), sql);
    }

    static String ask(String url, String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }
}
