package io.natterjack.domain.stream.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.text.Digits;
import java.util.Arrays;

/// The headers of one message that mean something to a stream, found in one pass over its header block.
///
/// Nothing is copied: a header is a range of the block. Of several with the same name the first counts. Names are
/// told apart by case, and a colon follows at once; blanks before the value are not part of it.
///
/// **Threading.** Confined. **Ownership.** The block is borrowed until the next [#read].
public final class MessageHeaders {
    private static final byte[] NONE = {};
    private static final int COUNT = MessageHeader.values().length;

    private final int[] from = new int[COUNT];
    private final int[] to = new int[COUNT];
    private byte[] bytes = NONE;
    private long present;

    /// @param length · 0 for a message without headers
    public void read(byte[] block, int start, int length) {
        bytes = block;
        present = 0;
        int end = start + length;
        int line = behindLineEnd(block, start, end);
        while (line < end) {
            int next = behindLineEnd(block, line, end);
            take(line, next);
            line = next;
        }
    }

    /// Whether it is there, even without a value.
    public boolean has(MessageHeader header) {
        return (present & 1L << header.place()) != 0;
    }

    /// Whether it is there, with a value.
    public boolean given(MessageHeader header) {
        return has(header) && to[header.place()] > from[header.place()];
    }

    /// Where a value starts; only if it is there.
    public int from(MessageHeader header) {
        return from[header.place()];
    }

    /// Where a value ends; only if it is there.
    public int to(MessageHeader header) {
        return to[header.place()];
    }

    /// The array that values are in.
    public byte[] bytes() {
        return bytes;
    }

    /// A copy of the value; empty if there is none.
    public String text(MessageHeader header) {
        return given(header) ? new String(bytes, from(header), to(header) - from(header), UTF_8) : "";
    }

    /// The value as a number; [Digits#NONE] if it is none.
    public long number(MessageHeader header) {
        return given(header) ? Digits.parse(bytes, from(header), to(header)) : Digits.NONE;
    }

    /// Whether there is a value, and it is this.
    public boolean is(MessageHeader header, byte[] value) {
        return has(header) && Arrays.equals(bytes, from(header), to(header), value, 0, value.length);
    }

    private void take(int line, int next) {
        int colon = line;
        while (colon < next && bytes[colon] != ':') {
            colon++;
        }
        MessageHeader header = colon < next ? MessageHeader.of(bytes, line, colon) : null;
        if (header == null || has(header)) {
            return;
        }
        int end = next >= line + 2 && bytes[next - 1] == '\n' && bytes[next - 2] == '\r' ? next - 2 : next;
        int start = colon + 1;
        while (start < end && bytes[start] == ' ') {
            start++;
        }
        from[header.place()] = start;
        to[header.place()] = end;
        present |= 1L << header.place();
    }

    /// The index behind the next end of a line; `end` if there is none.
    static int behindLineEnd(byte[] block, int start, int end) {
        for (int at = start; at + 1 < end; at++) {
            if (block[at] == '\r' && block[at + 1] == '\n') {
                return at + 2;
            }
        }
        return end;
    }
}
