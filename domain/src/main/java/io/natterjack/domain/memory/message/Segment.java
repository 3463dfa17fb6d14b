package io.natterjack.domain.memory.message;

import io.natterjack.domain.memory.subject.Subject;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Up to some thousand messages in ascending order: their payloads behind each other in one array, everything else in
/// columns, so that a message costs no object. A row without a subject is one whose message was removed.
final class Segment {
    private static final int ROWS_MAX = 1_024;
    private static final int ROWS_MIN = 8;
    private static final int BYTES_MAX = 256 << 10;
    private static final int BYTES_MIN = 1 << 10;

    private long base;
    private int rows;
    private int live;
    private int used;
    private int liveBytes;
    private int firstLive;

    private int[] deltas;
    private long[] times;
    private int[] starts;
    private int[] lengths;
    private int[] headersAndFlags;
    private @Nullable Subject[] subjects;
    private byte[] data;

    private Segment(long base, int rowCapacity, int byteCapacity) {
        this.base = base;
        deltas = new int[rowCapacity];
        times = new long[rowCapacity];
        starts = new int[rowCapacity];
        lengths = new int[rowCapacity];
        headersAndFlags = new int[rowCapacity];
        subjects = new Subject[rowCapacity];
        data = new byte[byteCapacity];
    }

    /// A segment for a message and those behind it, as large as the last one has become.
    static Segment behind(@Nullable Segment last, long sequence) {
        return last == null
                ? new Segment(sequence, ROWS_MIN, BYTES_MIN)
                : new Segment(sequence, last.deltas.length, Math.min(BYTES_MAX, last.data.length));
    }

    /// What is left of two neighbours, as one.
    static Segment merged(Segment first, Segment second) {
        Segment whole = new Segment(first.base, first.live + second.live, first.liveBytes + second.liveBytes);
        whole.take(first);
        whole.take(second);
        return whole;
    }

    /// What is left of this one.
    Segment squeezed() {
        Segment rest = new Segment(base, live, liveBytes);
        rest.take(this);
        return rest;
    }

    private void take(Segment other) {
        for (int row = 0; row < other.rows; row++) {
            Subject subject = other.subjects[row];
            if (subject != null) {
                int length = other.lengths[row];
                deltas[rows] = (int) (other.sequence(row) - base);
                times[rows] = other.times[row];
                starts[rows] = used;
                lengths[rows] = length;
                headersAndFlags[rows] = other.headersAndFlags[row];
                subjects[rows] = subject;
                System.arraycopy(other.data, other.starts[row], data, used, length);
                added(length);
            }
        }
    }

    private void added(int length) {
        rows++;
        live++;
        used += length;
        liveBytes += length;
    }

    /// Begins anew, with the room it has. Nothing is live.
    void restart(long sequence) {
        base = sequence;
        rows = 0;
        used = 0;
        firstLive = 0;
    }

    /// Whether it holds no more room than most: a single large message may have made it larger.
    boolean ordinary() {
        return data.length <= BYTES_MAX;
    }

    /// Whether there may be one more message.
    boolean takes(long sequence, int length) {
        return rows == 0
                || (rows < ROWS_MAX && used + (long) length <= BYTES_MAX && sequence - base <= Integer.MAX_VALUE);
    }

    /// Whether two neighbours could be one.
    boolean takes(Segment next) {
        return live + next.live <= ROWS_MAX
                && liveBytes + next.liveBytes <= BYTES_MAX
                && next.sequence(next.rows - 1) - base <= Integer.MAX_VALUE;
    }

    void append(StoredMessage message, Subject subject) {
        int length = message.payloadLength();
        if (rows == deltas.length) {
            growRows();
        }
        if (used + length > data.length) {
            data = Arrays.copyOf(data, Math.max(used + length, Math.min(BYTES_MAX, data.length * 2)));
        }
        deltas[rows] = (int) (message.sequence() - base);
        times[rows] = message.timeNanos();
        starts[rows] = used;
        lengths[rows] = length;
        headersAndFlags[rows] = message.headerLength() << 1 | (message.flags() & StoredMessage.MARKED);
        subjects[rows] = subject;
        System.arraycopy(message.payload(), message.payloadFrom(), data, used, length);
        added(length);
    }

    private void growRows() {
        int capacity = Math.min(ROWS_MAX, Math.max(ROWS_MIN, rows * 2));
        deltas = Arrays.copyOf(deltas, capacity);
        times = Arrays.copyOf(times, capacity);
        starts = Arrays.copyOf(starts, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        headersAndFlags = Arrays.copyOf(headersAndFlags, capacity);
        subjects = Arrays.copyOf(subjects, capacity);
    }

    /// Removes the message of a row that is live.
    void remove(int row, boolean erase) {
        int start = starts[row];
        if (erase) {
            Arrays.fill(data, start, start + lengths[row], (byte) 0);
        }
        subjects[row] = null;
        live--;
        liveBytes -= lengths[row];
        while (firstLive < rows && subjects[firstLive] == null) {
            firstLive++;
        }
    }

    /// Forgets rows at the end whose messages were removed.
    void dropDeadEnd() {
        while (rows > 0 && subjects[rows - 1] == null) {
            rows--;
        }
    }

    /// Whether more than half of it is not used any more.
    boolean wasteful() {
        return live < rows / 2 || liveBytes < used / 2;
    }

    /// The first row that is not before a sequence; [#rows] if there is none.
    int rowAtOrAfter(long sequence) {
        if (sequence <= base) {
            return 0;
        }
        long delta = sequence - base;
        if (delta > Integer.MAX_VALUE) {
            return rows;
        }
        // Without gaps the row is the distance.
        if (delta < rows && deltas[(int) delta] == delta) {
            return (int) delta;
        }
        int found = Arrays.binarySearch(deltas, 0, rows, (int) delta);
        return found < 0 ? -found - 1 : found;
    }

    /// The first row whose time is not before a moment; [#rows] if there is none.
    int rowAtOrAfterTime(long timeNanos) {
        int low = 0;
        int high = rows;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < timeNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void show(int row, StoredMessage into) {
        Subject subject = subjects[row];
        if (subject != null) {
            int packed = headersAndFlags[row];
            into.at(sequence(row), times[row], packed & StoredMessage.MARKED)
                    .subject(subject.bytes(), subject.from(), subject.to())
                    .payload(data, starts[row], packed >>> 1, lengths[row]);
        }
    }

    int rows() {
        return rows;
    }

    int live() {
        return live;
    }

    int firstLive() {
        return firstLive;
    }

    /// Null if its message was removed.
    @Nullable
    Subject subject(int row) {
        return subjects[row];
    }

    long base() {
        return base;
    }

    long sequence(int row) {
        return base + deltas[row];
    }

    long timeNanos(int row) {
        return times[row];
    }

    boolean marked(int row) {
        return (headersAndFlags[row] & StoredMessage.MARKED) != 0;
    }

    int payloadLength(int row) {
        return lengths[row];
    }

    /// Whether there is a message for every sequence from its base to its last row.
    boolean dense() {
        return live == rows && deltas[rows - 1] == rows - 1;
    }
}
