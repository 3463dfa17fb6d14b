package io.natterjack.domain.consumer.ack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.text.Digits;
import java.util.Arrays;

/// Writes the reply subject that a delivered message carries; see [AckSubject].
///
/// **Threading.** Confined. **Ownership.** The bytes are the same ones every time.
public final class AckReply {
    private static final int NUMBERS_BYTES = 5 * (1 + Digits.LENGTH_MAX) + 4;

    private final byte[] bytes;
    private final int prefixLength;
    private int length;

    public AckReply(String stream, String consumer) {
        byte[] prefix = ("$JS.ACK." + stream + "." + consumer + ".").getBytes(UTF_8);
        prefixLength = prefix.length;
        bytes = Arrays.copyOf(prefix, prefix.length + NUMBERS_BYTES);
    }

    /// @param deliveries · how often it is delivered with this
    /// @param timeNanos  · when the message was stored, since 1970
    /// @param pending    · messages that are still to be delivered behind it
    /// @return its length
    public int write(long deliveries, long streamSequence, long consumerSequence, long timeNanos, long pending) {
        int at = number(deliveries, prefixLength);
        bytes[at++] = '.';
        at = number(streamSequence, at);
        bytes[at++] = '.';
        at = number(consumerSequence, at);
        bytes[at++] = '.';
        at = number(timeNanos, at);
        bytes[at++] = '.';
        length = number(pending, at);
        return length;
    }

    private int number(long value, int at) {
        if (value < 0) {
            bytes[at] = '-';
            return number(-value, at + 1);
        }
        return Digits.write(value, bytes, at);
    }

    public byte[] bytes() {
        return bytes;
    }

    /// Of what was written last.
    public int length() {
        return length;
    }
}
