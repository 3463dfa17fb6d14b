package io.natterjack.domain.text;

/// Durations with a unit behind each number: `300ms`, `1.5h`, `2h45m`.
public final class GoDuration {
    /// Answer of [#parseOrNone] to what is no duration.
    public static final long NONE = Long.MIN_VALUE;

    public static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000 * MICRO;
    private static final long MINUTE = 60 * SECOND_NANOS;
    private static final long HOUR = 60 * MINUTE;

    private GoDuration() {}

    /// @return nanoseconds
    /// @throws IllegalArgumentException with the reference's words
    public static long parse(String text) {
        return new Parser(text).parse();
    }

    /// @return nanoseconds, or [#NONE]
    public static long parseOrNone(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException _) {
            return NONE;
        }
    }

    /// In the largest unit that leaves a whole part: `1h0m2.5s`, `105.599371ms`, `685µs`, `0s`.
    public static String text(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        if (nanos < 0) {
            return nanos == Long.MIN_VALUE ? "-2562047h47m16.854775808s" : "-" + text(-nanos);
        }
        if (nanos < MICRO) {
            return nanos + "ns";
        }
        if (nanos < MILLI) {
            return decimal(nanos, MICRO) + "µs";
        }
        if (nanos < SECOND_NANOS) {
            return decimal(nanos, MILLI) + "ms";
        }
        String seconds = decimal(nanos % MINUTE, SECOND_NANOS) + "s";
        if (nanos < MINUTE) {
            return seconds;
        }
        String minutes = nanos / MINUTE % 60 + "m" + seconds;
        return nanos < HOUR ? minutes : nanos / HOUR + "h" + minutes;
    }

    /// An amount in a unit, without zeros at the end.
    private static String decimal(long amount, long unit) {
        long rest = amount % unit;
        if (rest == 0) {
            return Long.toString(amount / unit);
        }
        String digits = Long.toString(unit + rest).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return amount / unit + "." + digits.substring(0, end);
    }

    private static final class Parser {
        private final String whole;
        private int at;

        Parser(String whole) {
            this.whole = whole;
        }

        long parse() {
            boolean negative = whole.startsWith("-");
            if (negative || whole.startsWith("+")) {
                at++;
            }
            if (whole.substring(at).equals("0")) {
                return 0;
            }
            if (at == whole.length()) {
                throw invalid();
            }
            long nanos = 0;
            while (at < whole.length()) {
                nanos += part();
                if (nanos < 0) {
                    throw invalid();
                }
            }
            return negative ? -nanos : nanos;
        }

        /// One number with its unit, in nanoseconds. Digits of a fraction that are too many to count do not.
        private long part() {
            int from = at;
            long integer = 0;
            while (digit()) {
                if (integer > Long.MAX_VALUE / 10) {
                    throw invalid();
                }
                integer = integer * 10 + (whole.charAt(at++) - '0');
                if (integer < 0) {
                    throw invalid();
                }
            }
            int digits = at - from;
            long fraction = 0;
            double scale = 1;
            if (at < whole.length() && whole.charAt(at) == '.') {
                at++;
                for (; digit(); at++, digits++) {
                    if (fraction <= (Long.MAX_VALUE - 9) / 10) {
                        fraction = fraction * 10 + (whole.charAt(at) - '0');
                        scale *= 10;
                    }
                }
            }
            if (digits == 0) {
                throw invalid();
            }
            long unit = unit();
            if (integer > Long.MAX_VALUE / unit) {
                throw invalid();
            }
            return integer * unit + (long) (fraction * (unit / scale));
        }

        private boolean digit() {
            return at < whole.length() && whole.charAt(at) >= '0' && whole.charAt(at) <= '9';
        }

        private long unit() {
            int from = at;
            while (at < whole.length() && whole.charAt(at) != '.' && !digit()) {
                at++;
            }
            String name = whole.substring(from, at);
            return switch (name) {
                case "ns" -> 1;
                case "us", "µs", "μs" -> MICRO;
                case "ms" -> MILLI;
                case "s" -> SECOND_NANOS;
                case "m" -> MINUTE;
                case "h" -> HOUR;
                case "" -> throw new IllegalArgumentException("time: missing unit in duration " + GoQuoted.text(whole));
                default ->
                    throw new IllegalArgumentException(
                            "time: unknown unit " + GoQuoted.text(name) + " in duration " + GoQuoted.text(whole));
            };
        }

        private IllegalArgumentException invalid() {
            return new IllegalArgumentException("time: invalid duration " + GoQuoted.text(whole));
        }
    }
}
