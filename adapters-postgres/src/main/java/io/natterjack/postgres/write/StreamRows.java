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

    /// Deletes rows that newer ones have replaced.
    private void clean(Part part) throws SQLException {
        List<Replaced.Row> rows = part.replaced();
        if (rows.isEmpty()) {
            return;
        }
        long[] marks = rows.stream()
                .filter(Replaced.Row::isMark)
                .mapToLong(Replaced.Row::version)
                .toArray();
        List<Replaced.Row> states = rows.stream().filter(row -> !row.isMark()).toList();
        int stream = part.sink().stream();
        if (marks.length > 0) {
            Statements.withArray(
                    connection, "DELETE FROM nj_mark WHERE stream = " + stream + " AND version = ANY (?)", marks);
        }
        if (!states.isEmpty()) {
            cleanStates(stream, states);
        }
    }

    private void cleanStates(int stream, List<Replaced.Row> rows) throws SQLException {
        String sql = "DELETE FROM nj_consumer_state USING unnest(?::text[], ?::int8[]) AS old (name, number)"
                + " WHERE stream = ? AND consumer = old.name AND version = old.number";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Object[] names = rows.stream().map(Replaced.Row::consumer).toArray();
            Object[] versions = rows.stream().map(Replaced.Row::version).toArray();
            statement.setArray(1, connection.createArrayOf("text", names));
            statement.setArray(2, connection.createArrayOf("int8", versions));
            statement.setInt(3, stream);
            statement.executeUpdate();
        }
    }

    private void named(String sql, int stream, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, stream);
            statement.setString(2, name);
            statement.executeUpdate();
        }
    }
}
