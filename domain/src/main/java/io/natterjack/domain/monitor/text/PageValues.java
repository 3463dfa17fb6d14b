package io.natterjack.domain.monitor.text;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Values of fields as pages show them.
public final class PageValues {
    private static final double SECOND_NANOS = 1e9;
    private static final int MINUTE_SECONDS = 60;
    private static final int HOUR_SECONDS = 3_600;
    private static final int DAY_SECONDS = 86_400;
    private static final int YEAR_DAYS = 365;

    private PageValues() {}

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
        return number(nanos / SECOND_NANOS);
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
