package io.natterjack.domain.jetstream.json;

import io.natterjack.domain.text.GoQuoted;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/// Times in RFC 3339, read as strictly as the reference reads them.
final class GoTimes {
    private static final Pattern SHAPE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}([.,]\\d+)?(Z|[+-]\\d{2}:\\d{2})");
    private static final String LAYOUT = "2006-01-02T15:04:05Z07:00";

    private GoTimes() {}

    /// Digits beyond the nanosecond are dropped.
    static Instant parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new InvalidJsonException("parsing time " + GoQuoted.text(text) + " as " + GoQuoted.text(LAYOUT)
                    + ": cannot parse " + unparsed(text));
        }
        try {
            return OffsetDateTime.parse(text.replace(',', '.').replaceFirst("(\\.\\d{9})\\d+", "$1"))
                    .toInstant();
        } catch (DateTimeException _) {
            throw new InvalidJsonException("parsing time " + GoQuoted.text(text) + ": " + outOfRange(text));
        }
    }

    /// The rest of the text that does not fit, and the part of the layout that it does not fit to.
    private static String unparsed(String text) {
        String[] parts = {"2006", "-", "01", "-", "02", "T", "15", ":", "04", ":", "05"};
        int at = 0;
        for (String part : parts) {
            int end = at + part.length();
            boolean fits = end <= text.length()
                    && (Character.isDigit(part.charAt(0))
                            ? text.substring(at, end).chars().allMatch(Character::isDigit)
                            : text.startsWith(part, at));
            if (!fits) {
                return GoQuoted.text(text.substring(Math.min(at, text.length()))) + " as " + GoQuoted.text(part);
            }
            at = end;
        }
        while (at < text.length() && (text.charAt(at) == '.' || Character.isDigit(text.charAt(at)))) {
            at++;
        }
        return GoQuoted.text(text.substring(at)) + " as \"Z07:00\"";
    }

    private static String outOfRange(String text) {
        int month = Integer.parseInt(text, 5, 7, 10);
        if (month < 1 || month > 12) {
            return "month out of range";
        }
        int[] limits = {24, 60, 60};
        String[] names = {"hour", "minute", "second"};
        for (int i = 0; i < limits.length; i++) {
            if (Integer.parseInt(text, 11 + 3 * i, 13 + 3 * i, 10) >= limits[i]) {
                return names[i] + " out of range";
            }
        }
        return "day out of range";
    }
}
