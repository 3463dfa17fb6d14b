package io.natterjack.app.config.entry;

/// Durations as the reference writes them: `300ms`, `1.5h`, `2h45m`.
public final class GoDuration {
    public static final long SECOND = 1_000_000_000L;
    static final long SECONDS_MAX = Long.MAX_VALUE / SECOND;

    private GoDuration() {}

    /// @return nanoseconds
    /// @throws IllegalArgumentException with the reference's words
    public static long parse(String text) {
        return new Parser(text).parse();
    }

    /// As printed in messages, such as `2m0s` or `1.5s`.
    public static String text(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        String sign = nanos < 0 ? "-" : "";
        long size = Math.abs(nanos);
        if (size < SECOND) {
            return sign
                    + (size < 1_000
                            ? size + "ns"
                            : size < 1_000_000 ? decimal(size, 1_000) + "µs" : decimal(size, 1_000_000) + "ms");
        }
        long minutes = size / (60 * SECOND);
        String seconds = decimal(size % (60 * SECOND), SECOND) + "s";
        if (minutes == 0) {
            return sign + seconds;
        }
        return sign + (minutes < 60 ? "" : minutes / 60 + "h") + minutes % 60 + "m" + seconds;
    }

    private static String decimal(long amount, long unit) {
        long rest = amount % unit;
        if (rest == 0) {
            return Long.toString(amount / unit);
        }
        String digits = Long.toString(unit + rest).substring(1);
        return amount / unit + "." + digits.replaceFirst("0+$", "");
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
            double sum = 0;
            long nanos = 0;
            while (at < whole.length()) {
                long part = part();
                sum += part;
                nanos += part;
            }
            if (sum >= Long.MAX_VALUE) {
                throw invalid();
            }
            return negative ? -nanos : nanos;
        }

        /// One number with its unit.
        private long part() {
            int from = at;
            digits();
            int point = at;
            if (at < whole.length() && whole.charAt(at) == '.') {
                at++;
                digits();
            }
            if (at == from || (at == from + 1 && whole.charAt(from) == '.')) {
                throw invalid();
            }
            String integer = whole.substring(from, point);
            String fraction = point < at ? whole.substring(point + 1, at) : "";
            long unit = unit();
            double size = (double) unit * (integer.isEmpty() ? 0 : Double.parseDouble(integer));
            if (size >= Long.MAX_VALUE) {
                throw invalid();
            }
            long whole = unit * (integer.isEmpty() ? 0 : Long.parseLong(integer));
            return whole + (fraction.isEmpty() ? 0 : (long) (Double.parseDouble("0." + fraction) * unit));
        }

        private void digits() {
            while (at < whole.length() && whole.charAt(at) >= '0' && whole.charAt(at) <= '9') {
                at++;
            }
        }

        private long unit() {
            int from = at;
            while (at < whole.length()
                    && whole.charAt(at) != '.'
                    && (whole.charAt(at) < '0' || whole.charAt(at) > '9')) {
                at++;
            }
            String name = whole.substring(from, at);
            return switch (name) {
                case "ns" -> 1;
                case "us", "µs", "μs" -> 1_000;
                case "ms" -> 1_000_000;
                case "s" -> SECOND;
                case "m" -> 60 * SECOND;
                case "h" -> 3600 * SECOND;
                case "" -> throw new IllegalArgumentException("time: missing unit in duration " + Quoted.of(whole));
                default ->
                    throw new IllegalArgumentException(
                            "time: unknown unit " + Quoted.of(name) + " in duration " + Quoted.of(whole));
            };
        }

        private IllegalArgumentException invalid() {
            return new IllegalArgumentException("time: invalid duration " + Quoted.of(whole));
        }
    }
}
