package io.natterjack.postgres.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.ports.storage.StreamKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Makes and drops what belongs to one stream: its table, and the views in which people look at it. Runs in the
/// caller's transaction.
public final class StreamTables {
    private static final int NAME_BYTES_MAX = 63;
    private static final String BUCKET = "KV_";
    private static final String HISTORY = ".history";

    /// How all names begin that we give to tables and functions.
    private static final String OURS = "nj_";

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
            String history = free(name + HISTORY, stream);
            run(historyView(history, stream));
            String bucket = free(name, stream);
            run(bucketView(bucket, stream));
            name(stream, bucket, history);
        } else {
            String view = free(name, stream);
            run(historyView(view, stream));
            name(stream, view, view);
        }
    }

    /// Has what is written from now on compressed, or not any more. What is there stays as it is.
    public void compress(int stream, boolean compressed) throws SQLException {
        List<String> tables = new ArrayList<>(List.of(TableNames.messages(stream)));
        String sql = "SELECT from_seq FROM nj_leaf WHERE stream = " + stream + " ORDER BY from_seq DESC LIMIT 1";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                tables.add(TableNames.leaf(stream, row.getLong(1)));
            }
        }
        for (String table : tables) {
            run("ALTER TABLE ONLY " + table + " ALTER payload SET STORAGE " + (compressed ? "EXTENDED" : "EXTERNAL"));
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

    /// Names in PostgreSQL are shorter than those of streams, and shared with everything else in the schema. What
    /// begins as our own tables do is one of them, or will be.
    private String free(String wanted, int stream) throws SQLException {
        if (!wanted.startsWith(OURS) && isFree(wanted)) {
            return wanted;
        }
        String base = (wanted.startsWith(OURS) ? "stream" : beginning(wanted)) + "_" + stream;
        String end = wanted.endsWith(HISTORY) ? HISTORY : "";
        String name = base + end;
        for (int number = 2; !isFree(name); number++) {
            name = base + "_" + number + end;
        }
        return name;
    }

    private static String beginning(String wanted) {
        int end = 0;
        while (end < wanted.length() && end < 12 && bytes(wanted.substring(0, end)) < 24) {
            end = wanted.offsetByCodePoints(end, 1);
        }
        return wanted.substring(0, end);
    }

    private static int bytes(String name) {
        return name.getBytes(UTF_8).length;
    }

    /// A view is a type, too.
    private boolean isFree(String name) throws SQLException {
        String sql = "SELECT to_regclass(quote_ident(?)) IS NULL AND NOT EXISTS (SELECT FROM pg_type"
                + " WHERE typname = ? AND typnamespace = current_schema()::regnamespace AND typcategory <> 'A')";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, name);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1) && bytes(name) <= NAME_BYTES_MAX;
            }
        }
    }

    private static String historyView(String name, int stream) {
        return "CREATE VIEW " + quoted(name) + " AS SELECT seq AS sequence, nj_time(time) AS time,"
                + " nj_text(subject) AS subject, nj_headers(headers) AS headers, payload, nj_text(payload) AS text"
                + " FROM " + TableNames.messages(stream) + " WHERE seq >= (SELECT nj_first(" + stream + "))";
    }

    /// A mirror has the subjects of the bucket that it mirrors, so the name of this one says nothing about them.
    /// Headers need not be text.
    private static String bucketView(String name, int stream) {
        return "CREATE VIEW " + quoted(name) + " AS SELECT key, value, nj_text(value) AS text, revision, created FROM"
                + " (SELECT DISTINCT ON (subject) regexp_replace(nj_text(subject), '^[$]KV[.][^.]*[.]', '') AS key,"
                + " payload AS value, seq AS revision, nj_time(time) AS created, headers"
                + " FROM " + TableNames.messages(stream) + " WHERE seq >= (SELECT nj_first(" + stream + "))"
                + " ORDER BY subject, seq DESC) AS newest"
                + " WHERE headers IS NULL"
                + " OR encode(headers, 'escape') !~ '\\n(KV-Operation: *(DEL|PURGE)|Nats-Marker-Reason:)'";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Forgets a stream, if it is there. What somebody is reading is dropped later, because that may take hours.
    /// From the first statement on nobody commits a message for it.
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
