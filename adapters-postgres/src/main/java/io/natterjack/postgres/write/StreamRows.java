package io.natterjack.postgres.write;

import io.natterjack.postgres.tail.Changes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// What a batch has to say of its streams besides their messages: marks, consumers, and the states of these.
final class StreamRows {
    private final Connection connection;
    private final List<Part> parts;

    /// @param connection · in a transaction
    StreamRows(Connection connection, List<Part> parts) {
        this.connection = connection;
        this.parts = parts;
    }

    void write() throws SQLException {
        marks();
        consumers();
        states();
    }

    private void marks() throws SQLException {
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

    private void consumers() throws SQLException {
        for (Part part : parts) {
            int stream = part.sink().stream();
            for (String name : part.changes().deleted()) {
                named("DELETE FROM nj_consumer WHERE stream = ? AND name = ?", stream, name);
                named("DELETE FROM nj_consumer_state WHERE stream = ? AND consumer = ?", stream, name);
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

    private void states() throws SQLException {
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
            clean(part);
        }
    }

    /// Deletes rows that newer ones have replaced. Only those since the last time are looked at, because rows
    /// deleted before may still have to be walked over as long as anybody's transaction could see them.
    private void clean(Part part) throws SQLException {
        StreamSink sink = part.sink();
        if (!part.isCleaning()) {
            return;
        }
        String since = " WHERE old.stream = " + sink.stream() + " AND old.version >= " + sink.cleanedVersion()
                + " AND EXISTS (SELECT FROM ";
        Statements.run(
                connection,
                "DELETE FROM nj_mark old" + since
                        + "nj_mark new WHERE new.stream = old.stream AND new.version > old.version)");
        Statements.run(
                connection,
                "DELETE FROM nj_consumer_state old" + since
                        + "nj_consumer_state new WHERE new.stream = old.stream AND new.consumer = old.consumer"
                        + " AND new.version > old.version)");
    }

    private void named(String sql, int stream, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, stream);
            statement.setString(2, name);
            statement.executeUpdate();
        }
    }
}
