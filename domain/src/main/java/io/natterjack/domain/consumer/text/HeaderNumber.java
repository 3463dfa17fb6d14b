package io.natterjack.domain.consumer.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/// Finds a number in a header block.
public final class HeaderNumber {
    private static final int DIGITS_MAX = 18;

    private HeaderNumber() {}

    /// The first value of a header.
    ///
    /// @return -1 if there is none, or if it is no number of 0 or more
    public static long find(byte[] block, int from, int length, String name) {
        byte[] start = ("\n" + name + ":").getBytes(US_ASCII);
        int end = from + length;
        for (int at = from; at + start.length <= end; at++) {
            if (Arrays.equals(block, at, at + start.length, start, 0, start.length)) {
                return number(block, JsonBytes.skipBlanks(block, at + start.length, end), end);
            }
        }
        return -1;
    }

    private static long number(byte[] block, int from, int end) {
        long value = 0;
        int at = from;
        for (; at < end && block[at] >= '0' && block[at] <= '9'; at++) {
            value = value * 10 + (block[at] - '0');
            if (at - from >= DIGITS_MAX) {
                return -1;
            }
        }
        return at == from ? -1 : value;
    }
}
