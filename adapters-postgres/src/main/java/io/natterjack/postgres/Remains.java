package io.natterjack.postgres;

import io.natterjack.ports.storage.StreamKey;
import io.natterjack.postgres.schema.StreamTables;
import io.natterjack.postgres.write.StreamSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Streams that must not be in the database, and may be: those that were deleted while it was away, and those whose
/// creation was cut off in its commit. They are deleted as soon as it is there again; until then there is no new stream
/// of their name.
///
/// **Threading.** Any thread adds; the keeper's clears.
final class Remains {
    private static final String END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ?"
            + " AND application_name = current_setting('application_name')";

    private final Map<StreamKey, Remnant> all = new ConcurrentHashMap<>();

    /// @param process · of the database, in which a transaction may still be under way; 0 for none
    /// @param sink    · through which something may still be written; null for none
    private record Remnant(int process, @Nullable StreamSink sink) {}

    void add(StreamKey key, int process) {
        all.put(key, new Remnant(process, null));
    }

    /// Nothing happens if it is known already.
    void add(StreamKey key, @Nullable StreamSink sink) {
        all.putIfAbsent(key, new Remnant(0, sink));
    }

    boolean contains(StreamKey key) {
        return all.containsKey(key);
    }

    /// Deletes what can be deleted.
    ///
    /// @param connection · in autocommit
    void clear(Connection connection) throws SQLException {
        for (Map.Entry<StreamKey, Remnant> one : List.copyOf(all.entrySet())) {
            if (isSettled(one.getValue(), connection)) {
                delete(one.getKey(), connection);
                all.remove(one.getKey());
            }
        }
    }

    /// Whether nothing can come of it any more.
    private static boolean isSettled(Remnant remnant, Connection connection) throws SQLException {
        if (remnant.sink != null && !remnant.sink.isIdle()) {
            return false;
        }
        return remnant.process == 0 || hasEnded(remnant.process, connection);
    }

    /// Whether nothing can come of what a process was doing for us. One that is still there is told to end.
    static boolean hasEnded(int process, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setInt(1, process);
            try (ResultSet row = statement.executeQuery()) {
                return !row.next();
            }
        }
    }

    private static void delete(StreamKey key, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            new StreamTables(connection).delete(key);
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
