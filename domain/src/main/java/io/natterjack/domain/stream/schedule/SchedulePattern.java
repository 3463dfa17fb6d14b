package io.natterjack.domain.stream.schedule;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.domain.text.GoTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a publisher has asked for: one moment (`@at 2030-01-01T00:00:00Z`), an interval (`@every 5m`), or a cron
/// pattern with seconds (`0 30 9 * * mon-fri`), for which there are names such as `@daily`. See NATS ADR-51.
public sealed interface SchedulePattern {
    Map<String, String> NAMED = Map.of(
            "@yearly", "0 0 0 1 1 *",
            "@annually", "0 0 0 1 1 *",
            "@monthly", "0 0 0 1 * *",
            "@weekly", "0 0 0 * * 0",
            "@daily", "0 0 0 * * *",
            "@midnight", "0 0 0 * * *",
            "@hourly", "0 0 * * * *");

    /// The first moment it is due after another. One that has passed meanwhile is left out, except for [At].
    ///
    /// @param afterNanos · since 1970, such as when it was due before
    /// @param nowNanos   · since 1970
    /// @return [Long#MAX_VALUE] for never
    long next(long afterNanos, long nowNanos);

    /// Whether it is due again and again.
    default boolean repeats() {
        return !(this instanceof At);
    }

    /// A moment as it is told to readers.
    ///
    /// @param epochNanos · since 1970
    default String text(long epochNanos) {
        return GoTime.text(epochNanos);
    }

    /// The moment that a text of [#text] stands for; [Long#MAX_VALUE] if it is none.
    static long moment(String text) {
        At at = at(text);
        return at == null ? Long.MAX_VALUE : at.epochNanos;
    }

    /// @param zone · where cron patterns are read; null if nothing was said
    /// @return null if it makes no sense
    static @Nullable SchedulePattern parse(String text, @Nullable ZoneId zone) {
        if (text.startsWith("@at ")) {
            return zone == null ? at(text.substring("@at ".length())) : null;
        }
        if (text.startsWith("@every ")) {
            long nanos = GoDuration.parseOrNone(text.substring("@every ".length()));
            boolean valid = zone == null && nanos >= GoDuration.SECOND_NANOS;
            return valid ? new Every(nanos) : null;
        }
        CronPattern pattern = CronPattern.parse(NAMED.getOrDefault(text, text));
        return pattern == null ? null : new Cron(pattern, zone == null ? ZoneOffset.UTC : zone);
    }

    /// The time zone of a name as it is in the tz database, or of this machine for `Local`; null if there is none.
    static @Nullable ZoneId zone(String name) {
        if (name.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        if (name.equals("Local")) {
            return ZoneId.systemDefault();
        }
        return ZoneRulesProvider.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : null;
    }

    private static @Nullable At at(String text) {
        try {
            return new At(EpochNanos.of(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// To the nearest; a half goes up.
    private static long roundToSecond(long epochNanos) {
        return Math.floorDiv(epochNanos + GoDuration.SECOND_NANOS / 2, GoDuration.SECOND_NANOS)
                * GoDuration.SECOND_NANOS;
    }

    /// Once.
    record At(long epochNanos) implements SchedulePattern {
        @Override
        public long next(long afterNanos, long nowNanos) {
            return epochNanos;
        }
    }

    /// Again after an interval, on whole seconds. What is later than nanoseconds reach is due at their end.
    record Every(long intervalNanos) implements SchedulePattern {
        @Override
        public long next(long afterNanos, long nowNanos) {
            long next = later(afterNanos);
            return next < nowNanos ? later(nowNanos) : next;
        }

        private long later(long epochNanos) {
            long end = Long.MAX_VALUE - 1;
            return Math.min(roundToSecond(epochNanos), end - intervalNanos) + intervalNanos;
        }
    }

    /// Whenever the clock on the wall matches.
    record Cron(CronPattern pattern, ZoneId zone) implements SchedulePattern {
        @Override
        public long next(long afterNanos, long nowNanos) {
            long next = nextAfter(afterNanos);
            return next < nowNanos ? nextAfter(roundToSecond(nowNanos)) : next;
        }

        @Override
        public String text(long epochNanos) {
            OffsetDateTime there = OffsetDateTime.ofInstant(EpochNanos.toInstant(epochNanos), zone);
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(there);
        }

        private long nextAfter(long nanos) {
            Instant next = pattern.next(EpochNanos.toInstant(nanos), zone);
            return next == null ? Long.MAX_VALUE : EpochNanos.of(next);
        }
    }
}
