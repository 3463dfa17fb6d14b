package io.natterjack.postgres.write;

import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.postgres.leaf.Leaf;
import io.natterjack.postgres.leaf.LeafTables;
import io.natterjack.postgres.tail.Changes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The changes of some streams as one transaction. It can be tried again, as it is, until it is done: what it
/// writes once is found by [#isWritten], everything else may be written twice.
final class Batch {
    /// For a stream that somebody has locked out, because others wait meanwhile.
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
            Trace trace = Trace.certain(part);
            if (trace != null) {
                return trace.isThere(connection);
            }
        }
        return false;
    }

    /// Whether an attempt of which nobody knows what became of it was committed.
    boolean isFoundWritten(Connection connection) throws SQLException {
        return doubtful && isWritten(connection);
    }

    /// Without streams that take nothing any more. No attempt may be under way.
    Batch sound() {
        if (parts.stream().allMatch(part -> part.sink().frozen() == null)) {
            return this;
        }
        List<Part> sound = new ArrayList<>();
        for (Part part : parts) {
            if (part.sink().frozen() == null) {
                sound.add(part);
            } else {
                part.sink().discard(part.changes());
            }
        }
        Batch rest = new Batch(sound, rowWriter, hurried);
        rest.doubtful = doubtful;
        return rest;
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
            Statements.run(connection, HURRY);
        }
        if (!doubtful || !isWritten(connection)) {
            if (lax) {
                Statements.run(connection, "SET LOCAL synchronous_commit = off");
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
        new StreamRows(connection, parts).write();
    }

    private void messages(Connection connection, Part part) throws SQLException {
        LeafTables leaves = new LeafTables(connection);
        for (Leaf leaf : part.added()) {
            leaves.make(leaf);
        }
        for (Part.LeafRows rows : part.rows()) {
            rowWriter.write(connection, rows);
        }
        deleteRows(connection, part);
        for (Leaf leaf : part.dropped()) {
            leaves.forget(leaf);
        }
        Leaf freed = part.freed();
        if (freed != null) {
            leaves.free(freed);
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
        Statements.withArray(
                connection,
                "DELETE FROM nj_outbox WHERE id = ANY (?)",
                changes.outbox().sorted());
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
                Statements.withArray(connection, "DELETE FROM " + leaf.table() + " WHERE seq = ANY (?)", some);
            }
            at = end;
        }
    }
}
