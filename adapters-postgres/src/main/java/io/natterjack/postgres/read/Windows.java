package io.natterjack.postgres.read;

import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import io.natterjack.postgres.index.SequenceIndex;
import io.natterjack.postgres.link.Database;
import io.natterjack.postgres.link.Failures;
import io.natterjack.postgres.write.Leaf;
import io.natterjack.postgres.write.StreamSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the content of messages that are not in memory any more.
///
/// Whoever reads one message gets one. Whoever goes on with the next one, or the next for a filter, gets more and
/// more at a time: which ones they will be is known from the index. A few readers of a stream may be at different
/// places. Confined to the stream's owner.
public final class Windows {
    private static final int READERS = 8;
    private static final int ROWS_MAX = 1024;
    private static final int ROWS_FIRST = 32;
    private static final int GROWTH = 4;
    private static final long WINDOW_BYTES_MAX = 1024 * 1024;

    /// A range is read as such unless it has many more rows than are wanted.
    private static final int SPARSE = 2;

    private static final String COLUMNS = "SELECT seq, time, flags, subject, coalesce(octet_length(headers), 0),"
            + " CASE WHEN headers IS NULL THEN payload ELSE headers || payload END FROM ";

    private final Database database;
    private final StreamSink sink;
    private final SequenceIndex index;

    /// Latest first.
    private final @Nullable Window[] windows = new Window[READERS];

    public Windows(Database database, StreamSink sink, SequenceIndex index) {
        this.database = database;
        this.sink = sink;
        this.index = index;
    }

    /// Reads a message that the index has.
    ///
    /// @param filter · with which the reader is likely to go on; null if it is not
    /// @param end    · from here on everything is in memory
    /// @return false if it is not in the database, or not what was written
    /// @throws StorageException if the database cannot be asked
    public boolean read(long sequence, @Nullable SubjectFilter filter, long end, StoredMessage into) {
        Window window = holding(sequence);
        if (window == null) {
            window = fetch(sequence, filter, end);
            remember(window, READERS - 1);
        }
        return window.bytesOf(sequence) == index.bytesOf(sequence) && window.show(sequence, into);
    }

    private @Nullable Window holding(long sequence) {
        for (int i = 0; i < READERS; i++) {
            Window window = windows[i];
            if (window != null && window.bytesOf(sequence) > 0) {
                remember(window, i);
                return window;
            }
        }
        return null;
    }

    /// Puts a window first, and moves those before its place back by one.
    private void remember(Window window, int place) {
        System.arraycopy(windows, 0, windows, 1, place);
        windows[0] = window;
    }

    private Window fetch(long sequence, @Nullable SubjectFilter filter, long end) {
        Leaf leaf = sink.leaves().of(sequence);
        if (leaf == null) {
            return new Window(0, SubjectFilter.ALL, 0);
        }
        SubjectFilter order = filter == null ? SubjectFilter.ALL : filter;
        long[] wanted = new long[rows(sequence, filter)];
        int count = 0;
        long bytes = 0;
        long next = sequence;
        while (count < wanted.length && next > 0 && next < end && leaf.covers(next) && bytes < WINDOW_BYTES_MAX) {
            wanted[count++] = next;
            bytes += index.bytesOf(next);
            next = index.next(order, next + 1);
        }
        Window window = new Window(count, order, next);
        fill(window, leaf, Arrays.copyOf(wanted, count));
        return window;
    }

    private int rows(long sequence, @Nullable SubjectFilter filter) {
        SubjectFilter order = filter == null ? SubjectFilter.ALL : filter;
        for (Window window : windows) {
            if (window != null && window.leadsTo(sequence, order)) {
                return Math.min(ROWS_MAX, Math.max(ROWS_FIRST, window.capacity() * GROWTH));
            }
        }
        return filter == null ? 1 : ROWS_FIRST;
    }

    private void fill(Window window, Leaf leaf, long[] wanted) {
        long first = wanted[0];
        long last = wanted[wanted.length - 1];
        boolean range = last - first < (long) wanted.length * SPARSE;
        String sql = COLUMNS + leaf.table() + (range ? " WHERE seq BETWEEN ? AND ?" : " WHERE seq = ANY (?)")
                + " ORDER BY seq";
        try (Connection connection = database.borrow();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (range) {
                statement.setLong(1, first);
                statement.setLong(2, last);
            } else {
                Object[] boxed = Arrays.stream(wanted).boxed().toArray();
                statement.setArray(1, connection.createArrayOf("int8", boxed));
            }
            try (ResultSet rows = statement.executeQuery()) {
                int at = 0;
                while (rows.next() && !window.isFull()) {
                    long sequence = rows.getLong(1);
                    while (at < wanted.length && wanted[at] < sequence) {
                        at++;
                    }
                    if (at < wanted.length && wanted[at] == sequence) {
                        window.add(rows);
                    }
                }
            }
        } catch (SQLException failure) {
            throw new StorageException(
                    "Messages of stream " + sink.key() + " cannot be read from PostgreSQL now: "
                            + Failures.describe(failure),
                    failure);
        }
    }
}
