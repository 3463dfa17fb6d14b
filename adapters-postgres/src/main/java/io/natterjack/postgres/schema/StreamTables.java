package io.natterjack.postgres.schema;

import io.natterjack.ports.storage.StreamKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Makes and drops what belongs to one stream: its table, and the views in which people look at it. Runs in the
/// caller's transaction.
public final class StreamTables {
    private static final int NAME_BYTES_MAX = 63;
    private static final String BUCKET = "KV_";

    private final Connection connection;

    public StreamTables(Connection connection) {
        this.connection = connection;
    }

    /// @param compressed · let PostgreSQL compress what is large
    public void create(int stream, StreamKey key, boolean compressed) throws SQLException {
        String table = TableNames.messages(stream);
        run("CREATE TABLE " + table
                + " (seq bigint NOT NULL, time bigint NOT NULL, flags smallint NOT NULL, subject bytea NOT NULL,"
                + " headers bytea, payload bytea NOT NULL, PRIMARY KEY (seq)) PARTITION BY RANGE (seq)");
        if (!compressed) {
            run("ALTER TABLE " + table + " ALTER payload SET STORAGE EXTERNAL");
        }
        String name = key.account().equals("$G") ? key.stream() : key.account() + "." + key.stream();
        if (key.stream().startsWith(BUCKET)) {
            String history = free(name + ".history", stream);
            run(historyView(history, stream));
            String bucket = free(name, stream);
            run(bucketView(bucket, stream, key.stream().substring(BUCKET.length())));
            name(stream, bucket, history);
        } else {
            String view = free(name, stream);
            run(historyView(view, stream));
            name(stream, view, view);
        }
    }

    private void name(int stream, String view, String history) throws SQLException {
        String sql = "UPDATE nj_stream SET view = ?, history_view = ? WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, view);
            statement.setString(2, history);
            statement.setInt(3, stream);
            statement.executeUpdate();
        }
    }

    /// Names in PostgreSQL are shorter than those of streams, and shared with everything else in the schema.
    private String free(String wanted, int stream) throws SQLException {
        String sql = "SELECT octet_length(?) <= ? AND to_regclass(quote_ident(?)) IS NULL";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, wanted);
            statement.setInt(2, NAME_BYTES_MAX);
            statement.setString(3, wanted);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                if (rows.getBoolean(1)) {
                    return wanted;
                }
            }
        }
        String suffix = "_" + stream + (wanted.endsWith(".history") ? ".history" : "");
        return wanted.substring(0, Math.min(wanted.length(), 12)) + suffix;
    }

    private static String historyView(String name, int stream) {
        return "CREATE VIEW " + quoted(name) + " AS SELECT seq AS sequence, nj_time(time) AS time,"
                + " nj_text(subject) AS subject, nj_headers(headers) AS headers, payload, nj_text(payload) AS text"
                + " FROM " + TableNames.messages(stream) + " WHERE seq >= (SELECT nj_first(" + stream + "))";
    }

    private static String bucketView(String name, int stream, String bucket) {
        int prefix = ("$KV." + bucket + ".").length();
        return "CREATE VIEW " + quoted(name) + " AS SELECT key, value, nj_text(value) AS text, revision, created FROM"
                + " (SELECT DISTINCT ON (subject) substr(nj_text(subject), " + (prefix + 1) + ") AS key,"
                + " payload AS value, seq AS revision, nj_time(time) AS created, headers"
                + " FROM " + TableNames.messages(stream) + " WHERE seq >= (SELECT nj_first(" + stream + "))"
                + " ORDER BY subject, seq DESC) AS newest"
                + " WHERE headers IS NULL"
                + " OR nj_text(headers) !~ '\\n(KV-Operation: *(DEL|PURGE)|Nats-Marker-Reason:)'";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Forgets a stream, if it is there. What somebody is reading is dropped later, because that may take hours. From
    /// the first statement on nobody commits a message for it.
    public void delete(StreamKey key) throws SQLException {
        String sql = "SELECT id FROM nj_stream WHERE account = ? AND name = ? FOR UPDATE";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.account());
            statement.setString(2, key.stream());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    delete(row.getInt(1));
                }
            }
        }
    }

    private void delete(int stream) throws SQLException {
        String table = TableNames.messages(stream);
        for (String view : views(stream)) {
            dropNowOrLater("VIEW", view);
        }
        dropNowOrLater("TABLE", table);
        run("INSERT INTO nj_refused SELECT id, stream, subject, headers, payload, published, now(),"
                + " 'the stream was deleted' FROM nj_outbox WHERE stream = " + stream);
        for (String rows : List.of("nj_outbox", "nj_consumer_state", "nj_consumer", "nj_mark", "nj_leaf")) {
            run("DELETE FROM " + rows + " WHERE stream = " + stream);
        }
        run("DELETE FROM nj_stream WHERE id = " + stream);
    }

    private Set<String> views(int stream) throws SQLException {
        String sql = "SELECT view, history_view FROM nj_stream WHERE id = " + stream + " AND view IS NOT NULL";
        Set<String> views = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                views.add(rows.getString(1));
                views.add(rows.getString(2));
            }
        }
        return views;
    }

    private void dropNowOrLater(String kind, String name) throws SQLException {
        run("SET LOCAL lock_timeout = '100ms'");
        Savepoint before = connection.setSavepoint();
        try {
            run("DROP " + kind + " IF EXISTS " + quoted(name));
        } catch (SQLException failure) {
            connection.rollback(before);
            String sql = "INSERT INTO nj_garbage (kind, name) VALUES (?, ?) ON CONFLICT DO NOTHING";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, kind);
                statement.setString(2, name);
                statement.executeUpdate();
            }
        }
    }
}
