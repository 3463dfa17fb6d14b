package io.natterjack.domain.text;

/// Whole numbers as text in a byte array.
public final class Digits {
    /// The most that [#write] needs.
    public static final int LENGTH_MAX = 19;

    /// Answer of [#parse] to what is no number.
    public static final long NONE = -1;

    private Digits() {}

    /// Writes a number of 0 or more.
    ///
    /// @return the index behind the last digit
    public static int write(long value, byte[] target, int at) {
        int end = at + length(value);
        long rest = value;
        for (int index = end - 1; index >= at; index--) {
            long tenth = rest / 10;
            target[index] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        return end;
    }

    private static int length(long value) {
        int length = 1;
        for (long bound = 10; length < LENGTH_MAX && value >= bound; bound *= 10) {
            length++;
        }
        return length;
    }

    /// Reads a number that fits into a `long`.
    ///
    /// @return [#NONE] if there is anything but digits, or nothing
    public static long parse(byte[] bytes, int from, int to) {
        if (from >= to || to - from > LENGTH_MAX) {
            return NONE;
        }
        long value = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            value = value * 10 + digit;
        }
        return value < 0 ? NONE : value;
    }
}
