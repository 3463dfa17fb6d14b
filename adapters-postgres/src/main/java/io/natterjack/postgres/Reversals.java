package io.natterjack.postgres;

import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.postgres.schema.StreamTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Streams whose redefinition was cut off in its commit. Whoever asked for it was told that it has failed, and the
/// server goes on with what was there; so that is what the database has to say too, or the next start would bring
/// back a change that nobody expects. Until it does there is no other change of such a stream.
///
/// **Threading.** Any thread adds; the keeper's clears.
final class Reversals {
    private final Map<StreamKey, Doubt> all = new ConcurrentHashMap<>();

    /// @param process · of the database, in which a transaction may still be under way
    private record Doubt(int process, Row former) {}

    /// What the database says of a stream.
    static final class Row {
        private final int stream;
        private final String durability;
        private final boolean compressed;
        private final byte[] definition;

        private Row(int stream, String durability, boolean compressed, byte[] definition) {
            this.stream = stream;
            this.durability = durability;
            this.compressed = compressed;
            this.definition = definition;
        }

        static Row of(int stream, StreamOptions options, byte[] definition) {
            return new Row(stream, options.durability().name(), options.compressed(), definition);
        }

        static Row read(Connection connection, int stream) throws SQLException {
            String sql = "SELECT durability, compressed, definition FROM nj_stream WHERE id = ? FOR NO KEY UPDATE";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, stream);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new SQLException("it is not in table nj_stream", "02000");
                    }
                    return new Row(stream, row.getString(1), row.getBoolean(2), row.getBytes(3));
                }
            }
        }

        void write(Connection connection) throws SQLException {
            if (read(connection, stream).compressed != compressed) {
                new StreamTables(connection).compress(stream, compressed);
            }
            String sql = "UPDATE nj_stream SET durability = ?, compressed = ?, definition = ? WHERE id = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, durability);
                statement.setBoolean(2, compressed);
                statement.setBytes(3, definition);
                statement.setInt(4, stream);
                statement.executeUpdate();
            }
        }
    }

    void add(StreamKey key, int process, Row former) {
        all.put(key, new Doubt(process, former));
    }

    boolean contains(StreamKey key) {
        return all.containsKey(key);
    }

    /// Puts back what can be put back.
    ///
    /// @param connection · in autocommit
    void clear(Connection connection) throws SQLException {
        for (Map.Entry<StreamKey, Doubt> one : List.copyOf(all.entrySet())) {
            if (Remains.hasEnded(one.getValue().process, connection)) {
                one.getValue().former.write(connection);
                all.remove(one.getKey());
            }
        }
    }
}
