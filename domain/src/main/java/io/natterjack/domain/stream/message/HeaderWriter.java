package io.natterjack.domain.stream.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.text.Digits;
import io.natterjack.domain.text.GoTime;
import java.util.Arrays;

/// Composes a payload: a header block line by line, then the body. Starts at index 0 of [#bytes].
///
/// **Threading.** Confined; one is used for message after message and allocates nothing once it is large enough.
public final class HeaderWriter {
    private static final byte[] VERSION = "NATS/1.0\r\n".getBytes(ISO_8859_1);
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] SEPARATOR = {':', ' '};

    private byte[] bytes = new byte[512];
    private int length;
    private int headerLength;
    private boolean empty;

    /// Starts with no header.
    public HeaderWriter start() {
        length = 0;
        headerLength = 0;
        empty = true;
        return append(VERSION, 0, VERSION.length);
    }

    /// Starts with the headers of a block; `blockLength` 0 for none.
    public HeaderWriter start(byte[] block, int from, int blockLength) {
        if (blockLength <= LINE_END.length) {
            return start();
        }
        length = 0;
        headerLength = 0;
        empty = false;
        return append(block, from, from + blockLength - LINE_END.length);
    }

    /// Starts with those headers of a block whose lines do not begin like any of these. A status is left out as
    /// well.
    public HeaderWriter startWithout(byte[] block, int from, int blockLength, String... beginnings) {
        start();
        int end = from + blockLength;
        int line = MessageHeaders.behindLineEnd(block, from, end);
        while (line < end - LINE_END.length) {
            int next = MessageHeaders.behindLineEnd(block, line, end);
            if (!beginsWithAny(block, line, next, beginnings)) {
                append(block, line, next);
                empty = false;
            }
            line = next;
        }
        return this;
    }

    public HeaderWriter add(String name, String value) {
        byte[] text = value.getBytes(UTF_8);
        return add(name, text, 0, text.length);
    }

    public HeaderWriter add(String name, byte[] value, int from, int to) {
        name(name);
        append(value, from, to);
        return append(LINE_END, 0, LINE_END.length);
    }

    /// @param value · 0 or more
    public HeaderWriter add(String name, long value) {
        name(name);
        reserve(Digits.LENGTH_MAX);
        length = Digits.write(value, bytes, length);
        return append(LINE_END, 0, LINE_END.length);
    }

    /// Adds a moment as text.
    ///
    /// @param epochNanos · since 1970
    public HeaderWriter addTime(String name, long epochNanos) {
        name(name);
        reserve(GoTime.LENGTH_MAX);
        length = GoTime.write(epochNanos, bytes, length);
        return append(LINE_END, 0, LINE_END.length);
    }

    /// Ends the headers, which are none at all if there is not a single line.
    public HeaderWriter end() {
        if (empty) {
            length = 0;
        } else {
            append(LINE_END, 0, LINE_END.length);
        }
        headerLength = length;
        return this;
    }

    /// Adds the body, behind [#end].
    public HeaderWriter body(byte[] body, int from, int bodyLength) {
        return append(body, from, from + bodyLength);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int headerLength() {
        return headerLength;
    }

    /// Of headers and body.
    public int length() {
        return length;
    }

    private void name(String name) {
        empty = false;
        reserve(name.length());
        for (int at = 0; at < name.length(); at++) {
            bytes[length++] = (byte) name.charAt(at);
        }
        append(SEPARATOR, 0, SEPARATOR.length);
    }

    private HeaderWriter append(byte[] from, int start, int end) {
        reserve(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private static boolean beginsWithAny(byte[] block, int line, int end, String... beginnings) {
        for (String each : beginnings) {
            if (beginsWith(block, line, end, each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsWith(byte[] block, int line, int end, String beginning) {
        if (end - line < beginning.length()) {
            return false;
        }
        for (int at = 0; at < beginning.length(); at++) {
            if (block[line + at] != beginning.charAt(at)) {
                return false;
            }
        }
        return true;
    }
}
