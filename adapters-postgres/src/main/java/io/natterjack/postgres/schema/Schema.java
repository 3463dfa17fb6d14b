package io.natterjack.postgres.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.ports.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/// Makes the tables, or brings them up to date: scripts are run in their order, each in a transaction that also
/// counts it. The caller holds the lock of the schema.
public final class Schema {
    /// Never changed once released; what is to be different comes in a new one at the end.
    private static final List<String> SCRIPTS = List.of(
            "0001-streams.sql",
            "0002-views.sql",
            "0003-outbox.sql",
            "0004-roles.sql",
            "0005-outbox-streams.sql",
            "0006-buckets.sql");

    private static final int OLDEST_SERVER = 14;

    private final Connection connection;
    private final String name;

    /// @param connection · in autocommit
    public Schema(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /// @throws StorageException if this server or schema is none that we can work with
    public void install() throws SQLException {
        checkServer();
        createIfMissing();
        int version = version();
        if (version > SCRIPTS.size()) {
            throw new StorageException("Schema " + name + " has version " + version + ", this server knows up to "
                    + SCRIPTS.size() + ": it was used by a newer server; start that, or choose another schema");
        }
        for (int next = version + 1; next <= SCRIPTS.size(); next++) {
            upgrade(next);
        }
    }

    private void checkServer() throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_SERVER) {
            throw new StorageException(
                    "PostgreSQL " + version + " is too old: version " + OLDEST_SERVER + " or newer is needed");
        }
        String encoding = text("SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new StorageException("The database is encoded in " + encoding
                    + ", names of streams need UTF8: create one with ENCODING 'UTF8' TEMPLATE template0");
        }
    }

    private void createIfMissing() throws SQLException {
        if (!text("SELECT to_regnamespace('" + name + "') IS NULL").equals("t")) {
            return;
        }
        try {
            run("CREATE SCHEMA " + name);
        } catch (SQLException failure) {
            throw new StorageException(
                    "There is no schema " + name + ", and it cannot be created (" + failure.getMessage()
                            + "): let an administrator run CREATE SCHEMA " + name + " AUTHORIZATION \""
                            + text("SELECT current_user") + "\"",
                    failure);
        }
    }

    private int version() throws SQLException {
        run("CREATE TABLE IF NOT EXISTS nj_schema (version int PRIMARY KEY, since timestamptz NOT NULL DEFAULT now())");
        return Integer.parseInt(text("SELECT coalesce(max(version), 0) FROM nj_schema"));
    }

    private void upgrade(int version) throws SQLException {
        connection.setAutoCommit(false);
        try {
            run(script(SCRIPTS.get(version - 1)));
            run("INSERT INTO nj_schema VALUES (" + version + ")");
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String script(String file) {
        try (InputStream resource = Objects.requireNonNull(Schema.class.getResourceAsStream(file), file)) {
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
