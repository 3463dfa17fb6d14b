package io.natterjack.domain.wire.inbound;

/// The beginning of a message whose end has not arrived yet.
///
/// Most reads end in the middle of a message. Its bytes are kept here and completed from the next read, by as little as
/// it takes: the rest of that read is parsed where it is. The array is kept for the next time unless it has grown
/// beyond [#KEPT_LENGTH_MAX]; such arrays are the lane's.
public final class InboundTail {
    private static final int LENGTH_MIN = 512;
    private static final int KEPT_LENGTH_MAX = 32 << 10;
    private static final byte[] EMPTY = {};

    private final TailArrays large;
    private byte[] bytes = EMPTY;
    private int length;

    /// @param large · of the lane
    public InboundTail(TailArrays large) {
        this.large = large;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /// Appends bytes.
    ///
    /// @param expected · how long the tail is going to be, so that it grows once
    public void append(byte[] source, int from, int to, int expected) {
        int needed = length + to - from;
        if (needed > bytes.length) {
            grow(Math.max(LENGTH_MIN, Math.max(needed, expected)));
        }
        System.arraycopy(source, from, bytes, length, to - from);
        length = needed;
    }

    private void grow(int wanted) {
        byte[] before = bytes;
        bytes = wanted > KEPT_LENGTH_MAX ? large.take(wanted) : new byte[wanted];
        System.arraycopy(before, 0, bytes, 0, length);
        if (before.length > KEPT_LENGTH_MAX) {
            large.give(before);
        }
    }

    /// Drops the first bytes.
    public void consume(int count) {
        length -= count;
        if (length > 0) {
            System.arraycopy(bytes, count, bytes, 0, length);
        } else if (bytes.length > KEPT_LENGTH_MAX) {
            large.give(bytes);
            bytes = EMPTY;
        }
    }
}
