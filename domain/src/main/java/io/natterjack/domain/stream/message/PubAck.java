package io.natterjack.domain.stream.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.text.Digits;
import io.natterjack.domain.text.JsonStrings;
import java.util.Arrays;

/// Composes what a publisher is told, in one array that is used for every message. Starts at index 0 of [#bytes].
public final class PubAck {
    private static final byte[] DUPLICATE = ",\"duplicate\": true}".getBytes(ISO_8859_1);

    private final String stream;
    private final byte[] start;
    private byte[] bytes;
    private int length;

    /// @param domain · empty for none
    public PubAck(String stream, String domain) {
        this.stream = stream;
        String named = "{\"stream\":" + JsonStrings.quoted(stream);
        String placed = domain.isEmpty() ? named : named + ",\"domain\":" + JsonStrings.quoted(domain);
        this.start = (placed + ",\"seq\":").getBytes(UTF_8);
        this.bytes = Arrays.copyOf(start, start.length + 128);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /// The message is stored.
    public PubAck stored(long sequence) {
        sequence(sequence);
        bytes[length++] = '}';
        return this;
    }

    /// A message with the same id is stored.
    public PubAck duplicate(long sequence) {
        sequence(sequence);
        return append(DUPLICATE);
    }

    /// The last message of a batch is stored.
    public PubAck batch(long sequence, String batch, long count) {
        sequence(sequence);
        return append((",\"batch\":" + JsonStrings.quoted(batch) + ",\"count\":" + count + "}").getBytes(UTF_8));
    }

    /// The first message of a batch is a duplicate.
    public PubAck duplicateBatch(long sequence, String batch, long count) {
        sequence(sequence);
        String rest = ",\"duplicate\": true,\"batch\":" + JsonStrings.quoted(batch) + ",\"count\":" + count + "}";
        return append(rest.getBytes(UTF_8));
    }

    /// A counter has been changed.
    ///
    /// @param value · its new one
    public PubAck counter(long sequence, String value) {
        sequence(sequence);
        return append((",\"val\":" + JsonStrings.quoted(value) + "}").getBytes(UTF_8));
    }

    /// Nothing is stored.
    public PubAck refused(ApiError error) {
        length = 0;
        return append(refusal(stream, error));
    }

    /// The same as a document of its own.
    public static byte[] refusal(String stream, ApiError error) {
        return JsonOut.document(
                error,
                (said, out) -> out.field("error", said, ApiError::write)
                        .field("stream", stream)
                        .field("seq", 0));
    }

    private void sequence(long sequence) {
        System.arraycopy(start, 0, bytes, 0, start.length);
        length = Digits.write(sequence, bytes, start.length);
    }

    private PubAck append(byte[] more) {
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, length + more.length);
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }
}
