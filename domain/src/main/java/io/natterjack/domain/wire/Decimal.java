package io.natterjack.domain.wire;

/// Decimal numbers as the protocol spells them.
public final class Decimal {
    /// The answer of [#parse] to anything that is not a size.
    public static final int INVALID = -1;

    /// Longest size the reference reads: nine digits.
    private static final int DIGITS_MAX = 9;

    private Decimal() {}

    /// Reads a size of one to nine digits.
    ///
    /// @return [#INVALID] if there is anything else
    public static int parse(byte[] bytes, int from, int to) {
        if (from == to || to - from > DIGITS_MAX) {
            return INVALID;
        }
        int value = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return INVALID;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /// Writes a number of 0 or more.
    ///
    /// @return the index behind the last digit
    public static int write(int value, byte[] target, int at) {
        int end = at + length(value);
        int rest = value;
        int write = end;
        do {
            int quotient = rest / 10;
            target[--write] = (byte) ('0' + rest - quotient * 10);
            rest = quotient;
        } while (rest > 0);
        return end;
    }

    private static int length(int value) {
        int length = 1;
        for (int bound = 10; value >= bound; bound *= 10) {
            length++;
            if (length == 10) {
                break;
            }
        }
        return length;
    }
}
