package io.natterjack.domain.consumer.deliver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.Arrays;

/// A payload as it is delivered, where that is not as it is stored: with more headers, or without its body.
///
/// **Threading.** Confined. **Ownership.** The bytes are good until the next call.
public final class EditedPayload {
    private static final byte[] FIRST_LINE = "NATS/1.0\r\n".getBytes(US_ASCII);
    private static final byte[] END = {'\r', '\n'};
    private static final int CAPACITY_MIN = 512;

    private byte[] bytes = new byte[CAPACITY_MIN];
    private int headerLength;
    private int length;

    /// Adds a header at the end of those that are there.
    ///
    /// @param line     · name and value, without the end of the line; empty for none
    /// @param sizeOnly · the body is left out, and its size is told in `Nats-Msg-Size`
    public void edit(StoredMessage message, String line, boolean sizeOnly) {
        int bodyLength = message.payloadLength() - message.headerLength();
        String added =
                (sizeOnly ? "Nats-Msg-Size: " + bodyLength + "\r\n" : "") + (line.isEmpty() ? "" : line + "\r\n");
        length = 0;
        if (message.headerLength() == 0) {
            append(FIRST_LINE, 0, FIRST_LINE.length);
        } else {
            append(message.payload(), message.payloadFrom(), message.headerLength() - END.length);
        }
        byte[] lines = added.getBytes(UTF_8);
        append(lines, 0, lines.length);
        append(END, 0, END.length);
        headerLength = length;
        if (!sizeOnly) {
            append(message.payload(), message.payloadFrom() + message.headerLength(), bodyLength);
        }
    }

    private void append(byte[] source, int from, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int headerLength() {
        return headerLength;
    }

    /// Headers included.
    public int length() {
        return length;
    }
}
