package io.natterjack.domain.stream.message;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Go spells them: `1h30m`, `1.5s`, `250ms`.
public final class GoDuration {
    /// Answer of [#parse] to what is no duration.
    public static final long NONE = Long.MIN_VALUE;

    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private GoDuration() {}

    /// @return nanoseconds, or [#NONE]
    public static long parse(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return 0;
        }
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = PART.matcher(rest);
        int at = 0;
        while (at < rest.length() && part.find(at) && part.start() == at) {
            sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanos(part.group(2)))));
            at = part.end();
        }
        if (rest.isEmpty() || at < rest.length() || sum.compareTo(LONGEST) > 0) {
            return NONE;
        }
        long whole = sum.setScale(0, RoundingMode.DOWN).longValue();
        return negative ? -whole : whole;
    }

    /// Whole seconds as Go prints them, such as `1m30s`.
    public static String ofSeconds(long seconds) {
        String rest = seconds % 60 + "s";
        if (seconds < 60) {
            return rest;
        }
        String minutes = seconds / 60 % 60 + "m" + rest;
        return seconds < 3600 ? minutes : seconds / 3600 + "h" + minutes;
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "h" -> 3_600_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "s" -> 1_000_000_000L;
            case "ms" -> 1_000_000L;
            case "ns" -> 1L;
            default -> 1_000L;
        };
    }
}
