package io.natterjack.domain.consumer.text;

/// Durations as the standard library of Go spells them: `300ms`, `1.5h`, `2h45m`.
public final class GoDurationText {
    /// Answer of [#nanos] to anything that is no duration.
    public static final long INVALID = -1;

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private GoDurationText() {}

    /// Reads a duration, blanks around it left out. One below zero counts as none.
    public static long nanos(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
            end--;
        }
        int at = JsonBytes.skipBlanks(bytes, from, end);
        boolean negative = at < end && bytes[at] == '-';
        if (at < end && (negative || bytes[at] == '+')) {
            at++;
        }
        if (at == end) {
            return INVALID;
        }
        if (end - at == 1 && bytes[at] == '0') {
            return 0;
        }
        double sum = 0;
        while (at < end) {
            int digits = at;
            double value = 0;
            double scale = 0;
            for (; at < end && (digit(bytes[at]) || (bytes[at] == '.' && scale == 0)); at++) {
                if (bytes[at] == '.') {
                    scale = 1;
                } else {
                    value = value * 10 + (bytes[at] - '0');
                    scale *= 10;
                }
            }
            int unit = at;
            while (at < end && !digit(bytes[at]) && bytes[at] != '.') {
                at++;
            }
            long nanos = unitNanos(bytes, unit, at);
            if (unit == digits || (scale == 1 && unit == digits + 1) || nanos == 0) {
                return INVALID;
            }
            sum += value / Math.max(1, scale) * nanos;
        }
        return sum >= Long.MAX_VALUE ? INVALID : negative ? 0 : Math.round(sum);
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    /// @return 0 for no unit
    private static long unitNanos(byte[] bytes, int from, int to) {
        int length = to - from;
        byte first = length == 0 ? 0 : bytes[from];
        if (length == 1) {
            return switch (first) {
                case 's' -> SECOND;
                case 'm' -> 60 * SECOND;
                case 'h' -> 3_600 * SECOND;
                default -> 0;
            };
        }
        boolean seconds = length >= 2 && bytes[to - 1] == 's';
        if (seconds && length == 2) {
            return first == 'n' ? 1 : first == 'u' ? MICRO : first == 'm' ? MILLI : 0;
        }
        boolean micro = (first & 0xff) == 0xc2 && (bytes[from + 1] & 0xff) == 0xb5;
        boolean mu = (first & 0xff) == 0xce && (bytes[from + 1] & 0xff) == 0xbc;
        return seconds && length == 3 && (micro || mu) ? MICRO : 0;
    }
}
