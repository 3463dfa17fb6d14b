package io.natterjack.domain.stream.schedule;

import java.time.Instant;

/// Nanoseconds since 1970, and what the calendar needs.
final class Moments {
    static final long SECOND_NANOS = 1_000_000_000;

    private Moments() {}

    static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, SECOND_NANOS), Math.floorMod(epochNanos, SECOND_NANOS));
    }

    /// The last moment there is, for anything behind it.
    static long nanos(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (seconds >= Long.MAX_VALUE / SECOND_NANOS) {
            return Long.MAX_VALUE;
        }
        return Math.max(seconds, Long.MIN_VALUE / SECOND_NANOS + 1) * SECOND_NANOS + instant.getNano();
    }

    /// To the nearest; a half goes up.
    static long roundToSecond(long epochNanos) {
        return Math.floorDiv(epochNanos + SECOND_NANOS / 2, SECOND_NANOS) * SECOND_NANOS;
    }
}
