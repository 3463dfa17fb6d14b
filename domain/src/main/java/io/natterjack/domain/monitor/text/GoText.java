package io.natterjack.domain.monitor.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Times, durations and numbers as the standard library of Go writes them, which is what tools around the reference
/// parse.
public final class GoText {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000 * MICRO;
    private static final long SECOND = 1_000 * MILLI;
    private static final int MINUTE_SECONDS = 60;
    private static final int HOUR_SECONDS = 3_600;
    private static final int DAY_SECONDS = 86_400;
    private static final int YEAR_DAYS = 365;

    private GoText() {}

    /// RFC 3339 in UTC, with as many digits of the second as there are: `2026-11-20T07:53:24.1Z`.
    public static String time(Instant instant) {
        ZonedDateTime utc = instant.atZone(ZoneOffset.UTC);
        return SECONDS.format(utc) + fraction(utc.getNano(), 9) + "Z";
    }

    /// Whole seconds in the units that people use: `1y2d3h4m5s`, `4m5s`. Negative times count as none.
    public static String uptime(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long minutes = seconds / MINUTE_SECONDS;
        long hours = seconds / HOUR_SECONDS;
        long days = seconds / DAY_SECONDS;
        long years = days / YEAR_DAYS;
        StringBuilder text = new StringBuilder();
        append(text, years, years, "y");
        append(text, days, days % YEAR_DAYS, "d");
        append(text, hours, hours % 24, "h");
        append(text, minutes, minutes % 60, "m");
        return text.append(seconds % 60).append('s').toString();
    }

    private static void append(StringBuilder text, long whole, long part, String unit) {
        if (whole > 0) {
            text.append(part).append(unit);
        }
    }

    /// In the largest unit that leaves a whole part: `1h0m2.5s`, `105.599371ms`, `685µs`, `0s`.
    public static String duration(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        if (nanos < 0) {
            return nanos == Long.MIN_VALUE ? "-2562047h47m16.854775808s" : "-" + duration(-nanos);
        }
        if (nanos < MICRO) {
            return nanos + "ns";
        }
        if (nanos < MILLI) {
            return nanos / MICRO + fraction(nanos % MICRO, 3) + "µs";
        }
        if (nanos < SECOND) {
            return nanos / MILLI + fraction(nanos % MILLI, 6) + "ms";
        }
        long seconds = nanos / SECOND;
        String rest = seconds % MINUTE_SECONDS + fraction(nanos % SECOND, 9) + "s";
        if (seconds < MINUTE_SECONDS) {
            return rest;
        }
        String minutes = seconds / MINUTE_SECONDS % MINUTE_SECONDS + "m" + rest;
        return seconds < HOUR_SECONDS ? minutes : seconds / HOUR_SECONDS + "h" + minutes;
    }

    /// A point and the digits of a fraction, without zeros at the end; nothing for 0.
    private static String fraction(long value, int digits) {
        if (value == 0) {
            return "";
        }
        String text = Long.toString(value);
        String padded = "0".repeat(digits - text.length()) + text;
        int end = digits;
        while (padded.charAt(end - 1) == '0') {
            end--;
        }
        return "." + padded.substring(0, end);
    }

    /// A number that JSON shows without a point where there is nothing behind it: `2`, `0.25`.
    public static BigDecimal number(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = BigDecimal.valueOf(value).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /// Nanoseconds as the seconds that a configuration would say.
    public static BigDecimal seconds(long nanos) {
        return number(nanos / (double) SECOND);
    }

    /// Null for an empty text, which the reference leaves out.
    public static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /// Null for false, which the reference leaves out.
    public static @Nullable Boolean orNull(boolean value) {
        return value ? true : null;
    }

    /// Null for 0, which the reference leaves out.
    public static @Nullable Long orNull(long value) {
        return value == 0 ? null : value;
    }
}
