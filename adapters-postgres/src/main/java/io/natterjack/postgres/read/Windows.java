package io.natterjack.postgres.read;

import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import io.natterjack.postgres.index.SequenceIndex;
import io.natterjack.postgres.leaf.Leaf;
import io.natterjack.postgres.link.Database;
import io.natterjack.postgres.link.Failures;
import io.natterjack.postgres.write.StreamSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the content of messages that are not in memory any more.
///
/// Whoever reads one message gets one. Whoever goes on with the next one or the one before, or that for a filter, gets
/// more and more at a time: which ones they will be is known from the index. A few readers of a stream may be at
/// different places. Confined to the stream's owner.
public final class Windows {
    private static final int READERS = 8;
    private static final int ROWS_MAX = 1024;
    private static final int ROWS_GROWN_MIN = 32;
    private static final int GROWTH = 4;
    private static final long WINDOW_BYTES_MAX = 1024 * 1024;

    /// A range is read as such unless it has many more rows than are wanted.
    private static final int SPARSE = 2;

    private static final String COLUMNS = "SELECT seq, time, flags, subject, coalesce(octet_length(headers), 0),"
            + " CASE WHEN headers IS NULL THEN payload ELSE headers || payload END FROM ";

    private final Database database;
    private final StreamSink sink;
    private final SequenceIndex index;

    private final Pause pause = new Pause();

    /// Latest first.
    private final @Nullable Window[] windows = new Window[READERS];

    public Windows(Database database, StreamSink sink, SequenceIndex index) {
        this.database = database;
        this.sink = sink;
        this.index = index;
    }

    /// Reads a message that the index has.
    ///
    /// @param order   · whoever reads on will want the next or the one before of these
    /// @param atFirst · how many to read if nobody has read up to here
    /// @param end     · from here on everything is in memory
    /// @return false if it is not in the database, or not what was written
    /// @throws StorageException if the database cannot be asked
    public boolean read(long sequence, SubjectFilter order, int atFirst, long end, StoredMessage into) {
        Window window = holding(sequence);
        if (window == null) {
            window = fetch(sequence, order, atFirst, end);
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

    private Window fetch(long sequence, SubjectFilter order, int atFirst, long end) {
        pause.check();
        Leaf leaf = sink.leaves().of(sequence);
        if (leaf == null) {
            return new Window(0, order, 0, 0);
        }
        for (Window window : windows) {
            if (window != null && window.leadsTo(sequence, order)) {
                return forward(sequence, order, grown(window), leaf, end);
            }
            if (window != null && window.comesFrom(sequence, order)) {
                return backward(sequence, order, grown(window), leaf);
            }
        }
        return forward(sequence, order, atFirst, leaf, end);
    }

    private static int grown(Window window) {
        return Math.clamp(window.capacity() * (long) GROWTH, ROWS_GROWN_MIN, ROWS_MAX);
    }

    private Window forward(long sequence, SubjectFilter order, int rows, Leaf leaf, long end) {
        long[] wanted = new long[rows];
        int count = 0;
        long bytes = 0;
        long next = sequence;
        while (count < rows && next > 0 && next < end && leaf.covers(next) && bytes < WINDOW_BYTES_MAX) {
            wanted[count++] = next;
            bytes += index.bytesOf(next);
            next = index.next(order, next + 1);
        }
        return filled(order, leaf, Arrays.copyOf(wanted, count), index.previous(order, sequence - 1), next);
    }

    private Window backward(long sequence, SubjectFilter order, int rows, Leaf leaf) {
        long[] wanted = new long[rows];
        int free = rows;
        long bytes = 0;
        long next = sequence;
        while (free > 0 && next > 0 && leaf.covers(next) && bytes < WINDOW_BYTES_MAX) {
            wanted[--free] = next;
            bytes += index.bytesOf(next);
            next = index.previous(order, next - 1);
        }
        return filled(order, leaf, Arrays.copyOfRange(wanted, free, rows), next, index.next(order, sequence + 1));
    }

    private Window filled(SubjectFilter order, Leaf leaf, long[] wanted, long before, long next) {
        Window window = new Window(wanted.length, order, before, next);
        fill(window, leaf, wanted);
        return window;
    }

    private void fill(Window window, Leaf leaf, long[] wanted) {
        long first = wanted[0];
        long last = wanted[wanted.length - 1];
        boolean range = last - first < (long) wanted.length * SPARSE;
        long start = System.nanoTime();
        String sql = COLUMNS + leaf.table() + (range ? " WHERE seq BETWEEN ? AND ?" : " WHERE seq = ANY (?)")
                + " ORDER BY seq";
        try (Connection connection = database.borrowBriefly();
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
            throw failed(failure, start);
        }
    }

    private StorageException failed(SQLException failure, long start) {
        StorageException told = new StorageException(
                "Messages of stream " + sink.key() + " cannot be read from PostgreSQL now: "
                        + Failures.describe(failure),
                failure);
        if (!database.doubt(failure)) {
            pause.failed(told, start);
        }
        return told;
    }
}
