package io.natterjack.domain.stream.dedupe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An id, and the message that has it. Equal to any with the same id.
final class MessageId {
    private final long sequence;
    private final long timeNanos;
    private byte[] bytes;
    private int from;
    private int to;
    private int hash;

    /// @param bytes · kept as they are
    MessageId(byte[] bytes, long sequence, long timeNanos) {
        this.sequence = sequence;
        this.timeNanos = timeNanos;
        this.bytes = bytes;
        look(bytes, 0, bytes.length);
    }

    /// Makes this one a probe for borrowed bytes.
    void look(byte[] borrowed, int start, int end) {
        bytes = borrowed;
        from = start;
        to = end;
        int sum = 1;
        for (int at = start; at < end; at++) {
            sum = 31 * sum + borrowed[at];
        }
        hash = sum;
    }

    long sequence() {
        return sequence;
    }

    long timeNanos() {
        return timeNanos;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MessageId id && Arrays.equals(bytes, from, to, id.bytes, id.from, id.to);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
