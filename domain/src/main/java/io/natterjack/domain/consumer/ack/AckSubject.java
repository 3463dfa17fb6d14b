package io.natterjack.domain.consumer.ack;

import io.natterjack.domain.text.Digits;
import java.util.Arrays;

/// A window on the subject by which a message is acknowledged:
///
/// ```
/// $JS.ACK.<stream>.<consumer>.<deliveries>.<stream sequence>.<consumer sequence>.<time>.<pending>
/// $JS.ACK.<domain>.<account>.<stream>.<consumer>.<the same five>[.<more>…]
/// ```
///
/// **Threading.** Confined. **Ownership.** Bytes are borrowed until the next [#read]. **Failure.** Anything else is
/// answered with false.
public final class AckSubject {
    private static final byte[] PREFIX = {'$', 'J', 'S', '.', 'A', 'C', 'K', '.'};
    private static final int SHORT_TOKENS = 7;
    private static final int LONG_TOKENS = 9;

    private final int[] starts = new int[LONG_TOKENS + 1];
    private byte[] subject = PREFIX;
    private int first;
    private long deliveries;
    private long streamSequence;
    private long consumerSequence;

    /// Looks at a subject.
    ///
    /// @return false if it is none of this form, or if its numbers are not sequences
    public boolean read(byte[] bytes, int from, int to) {
        if (to - from <= PREFIX.length || !Arrays.equals(bytes, from, from + PREFIX.length, PREFIX, 0, PREFIX.length)) {
            return false;
        }
        int tokens = split(bytes, from + PREFIX.length, to);
        if (tokens != SHORT_TOKENS && tokens != LONG_TOKENS) {
            return false;
        }
        subject = bytes;
        first = tokens == LONG_TOKENS ? 2 : 0;
        deliveries = number(first + 2);
        streamSequence = number(first + 3);
        consumerSequence = number(first + 4);
        return deliveries >= 0 && streamSequence > 0 && consumerSequence >= 0;
    }

    /// Notes where tokens start; those behind the last that means something are left out.
    private int split(byte[] bytes, int from, int to) {
        int count = 0;
        starts[count++] = from;
        for (int at = from; at < to; at++) {
            if (bytes[at] == '.') {
                starts[count++] = at + 1;
                if (count > LONG_TOKENS) {
                    return LONG_TOKENS;
                }
            }
        }
        starts[count] = to + 1;
        return count;
    }

    private long number(int token) {
        return Digits.parse(subject, starts[token], starts[token + 1] - 1);
    }

    public byte[] bytes() {
        return subject;
    }

    public int streamFrom() {
        return starts[first];
    }

    public int streamTo() {
        return starts[first + 1] - 1;
    }

    public int consumerFrom() {
        return starts[first + 1];
    }

    public int consumerTo() {
        return starts[first + 2] - 1;
    }

    /// How often the message had been delivered then, itself included.
    public long deliveries() {
        return deliveries;
    }

    /// 1 or more.
    public long streamSequence() {
        return streamSequence;
    }

    public long consumerSequence() {
        return consumerSequence;
    }

    /// When the message was stored, since 1970; below 0 if that cannot be read.
    public long timeNanos() {
        return number(first + 5);
    }

    /// How many were to be delivered behind it then; below 0 if that cannot be read.
    public long pending() {
        return number(first + 6);
    }
}
