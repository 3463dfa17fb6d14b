package io.natterjack.postgres.tail;

import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.Arrays;

/// Some messages in a row, with their content.
///
/// The owner of the stream adds at the end; what is there never changes and the arrays are never replaced, so a
/// writer that has been told of a range under a lock may read it while the owner goes on.
public final class TailChunk {
    private static final int BYTES_PER_ENTRY = 64;

    private final byte[] bytes;
    private final long[] sequence;
    private final long[] time;
    private final int[] from;
    private final int[] subjectLength;
    private final int[] headerLength;
    private final int[] payloadLength;
    private final int[] flags;
    private int used;
    private int size;

    TailChunk(int capacityBytes) {
        int entries = Math.max(16, capacityBytes / BYTES_PER_ENTRY);
        bytes = new byte[capacityBytes];
        sequence = new long[entries];
        time = new long[entries];
        from = new int[entries];
        subjectLength = new int[entries];
        headerLength = new int[entries];
        payloadLength = new int[entries];
        flags = new int[entries];
    }

    /// @return false if there is no room
    boolean add(StoredMessage message) {
        int needed = message.subjectLength() + message.payloadLength();
        if (size == sequence.length || bytes.length - used < needed) {
            return false;
        }
        int at = size;
        sequence[at] = message.sequence();
        time[at] = message.timeNanos();
        from[at] = used;
        subjectLength[at] = message.subjectLength();
        headerLength[at] = message.headerLength();
        payloadLength[at] = message.payloadLength();
        flags[at] = message.flags();
        System.arraycopy(message.subject(), message.subjectFrom(), bytes, used, message.subjectLength());
        used += message.subjectLength();
        System.arraycopy(message.payload(), message.payloadFrom(), bytes, used, message.payloadLength());
        used += message.payloadLength();
        size++;
        return true;
    }

    int size() {
        return size;
    }

    /// Room that this takes, whether it is full or not.
    int capacityBytes() {
        return bytes.length;
    }

    long firstSequence() {
        return sequence[0];
    }

    long lastSequence() {
        return sequence[size - 1];
    }

    /// The entry of a sequence; negative if it is not here.
    int find(long wanted) {
        return Arrays.binarySearch(sequence, 0, size, wanted);
    }

    void show(int at, StoredMessage into) {
        into.at(sequence[at], time[at], flags[at])
                .subject(bytes, from[at], payloadFrom(at))
                .payload(bytes, payloadFrom(at), headerLength[at], payloadLength[at]);
    }

    public byte[] bytes() {
        return bytes;
    }

    public long sequence(int at) {
        return sequence[at];
    }

    public long time(int at) {
        return time[at];
    }

    public int flags(int at) {
        return flags[at];
    }

    public int subjectFrom(int at) {
        return from[at];
    }

    public int subjectLength(int at) {
        return subjectLength[at];
    }

    /// Where the headers begin, and the body behind them.
    public int payloadFrom(int at) {
        return from[at] + subjectLength[at];
    }

    public int headerLength(int at) {
        return headerLength[at];
    }

    /// Headers included.
    public int payloadLength(int at) {
        return payloadLength[at];
    }
}
