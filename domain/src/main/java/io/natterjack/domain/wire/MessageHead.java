package io.natterjack.domain.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.natterjack.domain.text.Digits;
import java.util.Arrays;

/// Composes the head line of a message for one subscriber after another:
/// `MSG subject sid [reply] size` or `HMSG subject sid [reply] headerSize totalSize`, and CRLF.
///
/// All but the sid is the same for every subscriber, so it is written once: [#begin] puts the start in place and
/// prepares the end, [#complete] adds the sid and the end. Confined to one lane, which reuses it for every message.
public final class MessageHead {
    private static final byte[] MSG = "MSG ".getBytes(ISO_8859_1);
    private static final byte[] HMSG = "HMSG ".getBytes(ISO_8859_1);
    /// Two sizes of ten digits, blanks and CRLF.
    private static final int SIZES_LENGTH_MAX = 24;

    private byte[] line = new byte[256];
    private byte[] end = new byte[128];
    private int startLength;
    private int endLength;

    /// Starts a message without headers.
    public void begin(
            byte[] bytes, int subjectFrom, int subjectTo, byte[] reply, int replyFrom, int replyTo, int size) {
        start(MSG, bytes, subjectFrom, subjectTo, reply, replyFrom, replyTo);
        endLength = crlf(Digits.write(size, end, endLength));
    }

    /// Starts a message with headers.
    public void begin(
            byte[] bytes,
            int subjectFrom,
            int subjectTo,
            byte[] reply,
            int replyFrom,
            int replyTo,
            int headerSize,
            int totalSize) {
        start(HMSG, bytes, subjectFrom, subjectTo, reply, replyFrom, replyTo);
        int at = Digits.write(headerSize, end, endLength);
        end[at++] = ' ';
        endLength = crlf(Digits.write(totalSize, end, at));
    }

    /// Completes the line for one subscription. The line is at index 0 of [#bytes].
    ///
    /// @return its length
    public int complete(byte[] sid) {
        int length = startLength + sid.length + 1 + endLength;
        if (length > line.length) {
            line = Arrays.copyOf(line, length * 2);
        }
        System.arraycopy(sid, 0, line, startLength, sid.length);
        int at = startLength + sid.length;
        line[at++] = ' ';
        System.arraycopy(end, 0, line, at, endLength);
        return length;
    }

    /// The array [#complete] has written to.
    public byte[] bytes() {
        return line;
    }

    private void start(
            byte[] verb, byte[] bytes, int subjectFrom, int subjectTo, byte[] reply, int replyFrom, int replyTo) {
        int subjectLength = subjectTo - subjectFrom;
        int replyLength = replyTo - replyFrom;
        reserve(verb.length + subjectLength + 1, replyLength + SIZES_LENGTH_MAX);
        System.arraycopy(verb, 0, line, 0, verb.length);
        System.arraycopy(bytes, subjectFrom, line, verb.length, subjectLength);
        startLength = verb.length + subjectLength;
        line[startLength++] = ' ';
        endLength = 0;
        if (replyLength > 0) {
            System.arraycopy(reply, replyFrom, end, 0, replyLength);
            end[replyLength] = ' ';
            endLength = replyLength + 1;
        }
    }

    private void reserve(int startBytes, int endBytes) {
        if (line.length < startBytes) {
            line = new byte[startBytes * 2];
        }
        if (end.length < endBytes) {
            end = new byte[endBytes * 2];
        }
    }

    private int crlf(int at) {
        end[at] = '\r';
        end[at + 1] = '\n';
        return at + 2;
    }
}
