package io.natterjack.postgres.write;

import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.postgres.schema.TableNames;
import io.natterjack.postgres.tail.Changes;
import io.natterjack.postgres.tail.Slice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The changes of some streams as one transaction. It can be tried again, as it is, until it is done: what it
/// writes once is found by [#isWritten], everything else may be written twice.
final class Batch {
    /// How many rows of marks and states pile up before old ones are deleted.
    private static final long VERSIONS_KEPT = 128;

    /// For whom somebody has locked out before: others wait meanwhile.
    private static final String HURRY = "SET LOCAL lock_timeout = '10ms'";

    private final List<Part> parts;
    private final RowWriter rowWriter;
    private final boolean hurried;

    /// Whether some attempt may have been committed, as far as we were told.
    private boolean doubtful;

    Batch(List<Part> parts, RowWriter rowWriter) {
        this(parts, rowWriter, false);
    }

    private Batch(List<Part> parts, RowWriter rowWriter, boolean hurried) {
        this.parts = parts;
        this.rowWriter = rowWriter;
        this.hurried = hurried;
    }

    List<Part> parts() {
        return parts;
    }

    /// Each of its streams alone, in no mood to wait for anybody's lock. No attempt may be under way.
    List<Batch> apart() {
        return parts.stream().map(this::only).toList();
    }

    private Batch only(Part part) {
        Batch only = new Batch(List.of(part), rowWriter, true);
        only.doubtful = doubtful;
        return only;
    }

    /// Nobody knows what became of the latest attempt.
    void doubt() {
        doubtful = true;
    }

    /// Whether it was committed although we were not told. All of it was, or nothing.
    private boolean isWritten(Connection connection) throws SQLException {
        for (Part part : parts) {
            int stream = part.sink().stream();
            if (!part.rows().isEmpty()) {
                return hasLastRow(connection, part);
            }
            if (part.changes().mark() != null) {
                return exists(connection, "nj_mark WHERE stream = " + stream + " AND version = " + part.version());
            }
            if (!part.changes().states().isEmpty()) {
                String rows = "nj_consumer_state WHERE stream = " + stream + " AND version = " + part.version();
                return exists(connection, rows);
            }
        }
        return false;
    }

    private static boolean hasLastRow(Connection connection, Part part) throws SQLException {
        Part.LeafRows last = part.rows().getLast();
        Slice slice = last.slices().getLast();
        int at = slice.to() - 1;
        boolean leafIsThere = !part.added().contains(last.leaf())
                || exists(
                        connection,
                        "nj_leaf WHERE stream = " + last.leaf().stream() + " AND from_seq = "
                                + last.leaf().from());
        return leafIsThere
                && exists(
                        connection,
                        last.leaf().table() + " WHERE seq = " + slice.chunk().sequence(at) + " AND time = "
                                + slice.chunk().time(at));
    }

    private static boolean exists(Connection connection, String rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT EXISTS (SELECT FROM " + rows + ")")) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /// Writes it, unless an attempt before has been committed.
    ///
    /// @param connection · in autocommit, and so it is afterwards if all went well
    void write(Connection connection) throws SQLException {
        boolean lax = parts.stream().allMatch(part -> part.sink().durability() != Durability.DISK);
        if (parts.size() == 1 && parts.getFirst().isOneInsert() && !lax && !hurried && !doubtful) {
            rowWriter.write(connection, parts.getFirst().rows().getFirst());
            return;
        }
        connection.setAutoCommit(false);
        if (hurried) {
            run(connection, HURRY);
        }
        if (!doubtful || !isWritten(connection)) {
            if (lax) {
                run(connection, "SET LOCAL synchronous_commit = off");
            }
            everything(connection);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void everything(Connection connection) throws SQLException {
        for (Part part : parts) {
            messages(connection, part);
        }
        marks(connection);
        consumers(connection);
        states(connection);
    }

    private void messages(Connection connection, Part part) throws SQLException {
        for (Leaf leaf : part.added()) {
            makeLeaf(connection, leaf);
        }
        for (Part.LeafRows rows : part.rows()) {
            rowWriter.write(connection, rows);
        }
        deleteRows(connection, part);
        for (Leaf leaf : part.dropped()) {
            run(
                    connection,
                    "INSERT INTO nj_garbage (kind, name) VALUES ('TABLE', '" + leaf.table()
                            + "') ON CONFLICT DO NOTHING");
            run(connection, "DELETE FROM nj_leaf WHERE stream = " + leaf.stream() + " AND from_seq = " + leaf.from());
        }
        outbox(connection, part.changes());
    }

    private static void outbox(Connection connection, Changes changes) throws SQLException {
        if (changes.outbox().size() == 0) {
            return;
        }
        String sql = "INSERT INTO nj_refused SELECT id, stream, subject, headers, payload, published, now(), ?"
                + " FROM nj_outbox WHERE id = ? ON CONFLICT DO NOTHING";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<Long, String> one : changes.refused().entrySet()) {
                statement.setString(1, one.getValue());
                statement.setLong(2, one.getKey());
                statement.executeUpdate();
            }
        }
        array(
                connection,
                "DELETE FROM nj_outbox WHERE id = ANY (?)",
                changes.outbox().sorted());
    }

    /// A partition that is made apart and attached later does not wait for those who read the others.
    private static void makeLeaf(Connection connection, Leaf leaf) throws SQLException {
        String parent = TableNames.messages(leaf.stream());
        run(
                connection,
                "CREATE TABLE " + leaf.table() + " (LIKE " + parent
                        + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING INDEXES)");
        run(
                connection,
                "ALTER TABLE " + parent + " ATTACH PARTITION " + leaf.table() + " FOR VALUES FROM (" + leaf.from()
                        + ") TO (" + leaf.to() + ")");
        run(connection, "INSERT INTO nj_leaf VALUES (" + leaf.stream() + ", " + leaf.from() + ", " + leaf.to() + ")");
    }

    private static void deleteRows(Connection connection, Part part) throws SQLException {
        long[] deleted = part.deleted();
        int at = 0;
        while (at < deleted.length) {
            Leaf leaf = part.sink().leaves().of(deleted[at]);
            int end = at + 1;
            while (leaf != null && end < deleted.length && leaf.covers(deleted[end])) {
                end++;
            }
            if (leaf != null) {
                long[] some = Arrays.copyOfRange(deleted, at, end);
                array(connection, "DELETE FROM " + leaf.table() + " WHERE seq = ANY (?)", some);
            }
            at = end;
        }
    }

    private void marks(Connection connection) throws SQLException {
        List<Part> marked =
                parts.stream().filter(part -> part.changes().mark() != null).toList();
        if (marked.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO nj_mark VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Part part : marked) {
                Changes.Mark mark = part.changes().mark();
                if (mark != null) {
                    statement.setInt(1, part.sink().stream());
                    statement.setLong(2, part.version());
                    statement.setLong(3, mark.first());
                    statement.setLong(4, mark.last());
                    statement.setLong(5, mark.lastNanos());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private void consumers(Connection connection) throws SQLException {
        for (Part part : parts) {
            int stream = part.sink().stream();
            for (String name : part.changes().deleted()) {
                named(connection, "DELETE FROM nj_consumer WHERE stream = ? AND name = ?", stream, name);
                named(connection, "DELETE FROM nj_consumer_state WHERE stream = ? AND consumer = ?", stream, name);
            }
            for (Map.Entry<String, byte[]> one : part.changes().definitions().entrySet()) {
                String sql = "INSERT INTO nj_consumer VALUES (?, ?, ?)"
                        + " ON CONFLICT (stream, name) DO UPDATE SET definition = excluded.definition";
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setInt(1, stream);
                    statement.setString(2, one.getKey());
                    statement.setBytes(3, one.getValue());
                    statement.executeUpdate();
                }
            }
        }
    }

    private void states(Connection connection) throws SQLException {
        String sql = "INSERT INTO nj_consumer_state VALUES (?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            boolean any = false;
            for (Part part : parts) {
                for (Map.Entry<String, byte[]> one : part.changes().states().entrySet()) {
                    statement.setInt(1, part.sink().stream());
                    statement.setString(2, one.getKey());
                    statement.setLong(3, part.version());
                    statement.setBytes(4, one.getValue());
                    statement.addBatch();
                    any = true;
                }
            }
            if (any) {
                statement.executeBatch();
            }
        }
        for (Part part : parts) {
            clean(connection, part);
        }
    }

    /// Deletes rows that newer ones have replaced. Only those since the last time are looked at, because rows
    /// deleted before may still have to be walked over as long as anybody's transaction could see them.
    private static void clean(Connection connection, Part part) throws SQLException {
        StreamSink sink = part.sink();
        if (part.version() - sink.cleanedVersion() < VERSIONS_KEPT) {
            return;
        }
        String since = " WHERE old.stream = " + sink.stream() + " AND old.version >= " + sink.cleanedVersion()
                + " AND EXISTS (SELECT FROM ";
        run(
                connection,
                "DELETE FROM nj_mark old" + since
                        + "nj_mark new WHERE new.stream = old.stream AND new.version > old.version)");
        run(
                connection,
                "DELETE FROM nj_consumer_state old" + since
                        + "nj_consumer_state new WHERE new.stream = old.stream AND new.consumer = old.consumer"
                        + " AND new.version > old.version)");
        sink.cleanedVersion(part.version());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void named(Connection connection, String sql, int stream, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, stream);
            statement.setString(2, name);
            statement.executeUpdate();
        }
    }

    private static void array(Connection connection, String sql, long[] values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int8", Arrays.stream(values).boxed().toArray()));
            statement.executeUpdate();
        }
    }
}
