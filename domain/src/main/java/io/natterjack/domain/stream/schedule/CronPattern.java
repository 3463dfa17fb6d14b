package io.natterjack.domain.stream.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Six fields: second, minute, hour, day of the month, month, day of the week. If one of the two kinds of day is
/// left open (`*`), a day has to match both; else one of them is enough.
///
/// A time that a clock leaves out when it is put forward is left out here as well; one that comes twice is met
/// once.
record CronPattern(
        CronField seconds, CronField minutes, CronField hours, CronField days, CronField months, CronField weekdays) {
    /// A pattern that does not match in so many years never will.
    private static final int YEARS_MAX = 5;

    static @Nullable CronPattern parse(String text) {
        String[] fields = text.strip().split("\\s+", -1);
        if (fields.length != 6) {
            return null;
        }
        CronField seconds = CronField.parse(fields[0], CronField.Unit.SECOND);
        CronField minutes = CronField.parse(fields[1], CronField.Unit.MINUTE);
        CronField hours = CronField.parse(fields[2], CronField.Unit.HOUR);
        CronField days = CronField.parse(fields[3], CronField.Unit.DAY);
        CronField months = CronField.parse(fields[4], CronField.Unit.MONTH);
        CronField weekdays = CronField.parse(fields[5], CronField.Unit.WEEKDAY);
        if (seconds == null || minutes == null || hours == null || days == null || months == null || weekdays == null) {
            return null;
        }
        return new CronPattern(seconds, minutes, hours, days, months, weekdays);
    }

    /// The first whole second behind a moment at which the clock of a zone matches; null if there is none soon.
    @Nullable
    Instant next(Instant after, ZoneId zone) {
        Instant earliest = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        LocalDateTime at = LocalDateTime.ofInstant(earliest, zone);
        int yearMax = at.getYear() + YEARS_MAX;
        while (at.getYear() <= yearMax) {
            LocalDateTime better = step(at);
            if (better.equals(at)) {
                ZonedDateTime found = ZonedDateTime.ofLocal(at, zone, null);
                if (found.toLocalDateTime().equals(at) && !found.toInstant().isBefore(earliest)) {
                    return found.toInstant();
                }
                better = at.plusSeconds(1);
            }
            at = better;
        }
        return null;
    }

    /// The same if it matches, else the beginning of the next month, day, hour, minute or second.
    private LocalDateTime step(LocalDateTime at) {
        if (!months.has(at.getMonthValue())) {
            return at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
        }
        if (!dayMatches(at)) {
            return at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
        }
        if (!hours.has(at.getHour())) {
            return at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        }
        if (!minutes.has(at.getMinute())) {
            return at.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        }
        return seconds.has(at.getSecond()) ? at : at.plusSeconds(1);
    }

    private boolean dayMatches(LocalDateTime at) {
        boolean day = days.has(at.getDayOfMonth());
        boolean weekday = weekdays.has(at.getDayOfWeek().getValue() % 7);
        boolean both = days.open() || weekdays.open();
        return both ? day && weekday : day || weekday;
    }
}
