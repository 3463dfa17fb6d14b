package io.natterjack.postgres.write;

import io.natterjack.postgres.leaf.Leaf;
import io.natterjack.postgres.tail.Changes;
import io.natterjack.postgres.tail.Slice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What shows whether a commit is in the database. All that was committed before it is there, too: a database that
/// loses commits, because it crashed before they were on its disk or because a replica took over that lagged
/// behind, loses the last ones.
@FunctionalInterface
public interface Trace {
    boolean isThere(Connection connection) throws SQLException;

    /// Of a stream that was read just now.
    ///
    /// @param last     · its last message; 0 if there is none
    /// @param nanos    · time of that
    /// @param mark     · version of its mark; 0 if there is none
    /// @param consumer · whose state has the highest version
    /// @param state    · that version; 0 if there is none
    static Trace found(int stream, @Nullable Leaf leaf, long last, long nanos, long mark, String consumer, long state) {
        Trace row = leaf == null || last == 0 ? _ -> true : row(leaf, last, nanos);
        Trace version = mark == 0 ? _ -> true : version("nj_mark", stream, mark);
        Trace latest = state == 0 ? _ -> true : state(stream, consumer, state);
        return connection -> row.isThere(connection) && version.isThere(connection) && latest.isThere(connection);
    }

    /// What only this commit can have left; null if there is no such thing.
    static @Nullable Trace certain(Part part) {
        int stream = part.sink().stream();
        if (!part.rows().isEmpty()) {
            Part.LeafRows last = part.rows().getLast();
            Slice slice = last.slices().getLast();
            int at = slice.to() - 1;
            return row(last.leaf(), slice.chunk().sequence(at), slice.chunk().time(at));
        }
        if (part.changes().mark() != null) {
            return version("nj_mark", stream, part.version());
        }
        return part.changes().states().isEmpty() ? null : version("nj_consumer_state", stream, part.version());
    }

    /// What is so for certain after this commit, and need not be without it; null if there is no such thing.
    static @Nullable Trace of(Part part) {
        Trace certain = certain(part);
        int stream = part.sink().stream();
        Changes changes = part.changes();
        if (certain != null) {
            return certain;
        }
        if (part.deleted().length > 0) {
            long sequence = part.deleted()[part.deleted().length - 1];
            Leaf leaf = part.sink().leaves().of(sequence);
            return leaf == null ? null : without(leaf, sequence);
        }
        if (!changes.definitions().isEmpty()) {
            String name = changes.definitions().keySet().iterator().next();
            return connection -> consumers(connection, stream, name);
        }
        if (!changes.deleted().isEmpty()) {
            String name = changes.deleted().getLast();
            return connection -> !consumers(connection, stream, name);
        }
        return null;
    }

    /// A stream's own row, which is there as long as it is.
    static Trace stream(int stream) {
        return connection -> exists(connection, "nj_stream WHERE id = ?", stream);
    }

    private static boolean leaf(Connection connection, Leaf leaf) throws SQLException {
        return exists(connection, "nj_leaf WHERE stream = ? AND from_seq = ?", leaf.stream(), leaf.from());
    }

    private static Trace row(Leaf leaf, long sequence, long nanos) {
        return connection -> leaf(connection, leaf)
                && exists(connection, leaf.table() + " WHERE seq = ? AND time = ?", sequence, nanos);
    }

    private static Trace without(Leaf leaf, long sequence) {
        return connection -> !leaf(connection, leaf) || !exists(connection, leaf.table() + " WHERE seq = ?", sequence);
    }

    private static Trace version(String table, int stream, long version) {
        return connection -> exists(connection, table + " WHERE stream = ? AND version = ?", stream, version);
    }

    private static Trace state(int stream, String consumer, long version) {
        String rows = "nj_consumer_state WHERE stream = ? AND consumer = ? AND version = ?";
        return connection -> exists(connection, rows, stream, consumer, version);
    }

    private static boolean consumers(Connection connection, int stream, String name) throws SQLException {
        return exists(connection, "nj_consumer WHERE stream = ? AND name = ?", stream, name);
    }

    private static boolean exists(Connection connection, String rows, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT EXISTS (SELECT FROM " + rows + ")")) {
            List<Object> all = List.of(values);
            for (int i = 0; i < all.size(); i++) {
                statement.setObject(i + 1, all.get(i));
            }
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }
}
