package io.natterjack.domain.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;

/// Moments in RFC 3339 and UTC, with as many digits of a second as there are: `2026-11-20T07:53:24.1Z`.
public final class GoTime {
    /// The most that [#write] needs.
    public static final int LENGTH_MAX = 30;

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final int DAY_SECONDS = 86_400;

    private GoTime() {}

    /// @param epochNanos · since 1970
    public static String text(long epochNanos) {
        byte[] bytes = new byte[LENGTH_MAX];
        return new String(bytes, 0, write(epochNanos, bytes, 0), ISO_8859_1);
    }

    /// @param instant · in the years 0 to 9999
    public static String text(Instant instant) {
        byte[] bytes = new byte[LENGTH_MAX];
        return new String(bytes, 0, write(instant.getEpochSecond(), instant.getNano(), bytes, 0), ISO_8859_1);
    }

    /// @param epochNanos · since 1970
    /// @return the index behind the last byte
    public static int write(long epochNanos, byte[] target, int at) {
        long seconds = Math.floorDiv(epochNanos, SECOND_NANOS);
        return write(seconds, (int) Math.floorMod(epochNanos, SECOND_NANOS), target, at);
    }

    private static int write(long seconds, int nanos, byte[] target, int at) {
        int end = date(Math.floorDiv(seconds, DAY_SECONDS), target, at);
        target[end++] = 'T';
        int ofDay = (int) Math.floorMod(seconds, (long) DAY_SECONDS);
        end = two(ofDay / 3600, target, end);
        target[end++] = ':';
        end = two(ofDay / 60 % 60, target, end);
        target[end++] = ':';
        end = two(ofDay % 60, target, end);
        end = fraction(nanos, target, end);
        target[end++] = 'Z';
        return end;
    }

    /// The Gregorian calendar, counted in eras of 400 years that start on the first of March.
    private static int date(long epochDay, byte[] target, int at) {
        long day = epochDay + 719_468;
        long era = Math.floorDiv(day, 146_097L);
        int ofEra = (int) (day - era * 146_097);
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * ofYear + 2) / 153;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        int end = two(year / 100, target, at);
        end = two(year % 100, target, end);
        target[end++] = '-';
        end = two(month, target, end);
        target[end++] = '-';
        return two(ofYear - (153 * marchMonth + 2) / 5 + 1, target, end);
    }

    private static int fraction(int nanos, byte[] target, int at) {
        if (nanos == 0) {
            return at;
        }
        int digits = 9;
        int rest = nanos;
        while (rest % 10 == 0) {
            rest /= 10;
            digits--;
        }
        target[at] = '.';
        for (int index = at + digits; index > at; index--) {
            target[index] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + digits + 1;
    }

    private static int two(int value, byte[] target, int at) {
        target[at] = (byte) ('0' + value / 10);
        target[at + 1] = (byte) ('0' + value % 10);
        return at + 2;
    }
}
