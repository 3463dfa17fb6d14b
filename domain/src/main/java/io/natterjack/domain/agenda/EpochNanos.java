package io.natterjack.domain.agenda;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Moments as numbers: nanoseconds since 1970.
public final class EpochNanos {
    private static final long PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_MAX = Long.MAX_VALUE / PER_SECOND;

    private EpochNanos() {}

    /// The first or last moment there is, for anything beyond it.
    public static long of(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (seconds >= SECONDS_MAX) {
            return Long.MAX_VALUE;
        }
        return seconds < -SECONDS_MAX ? Long.MIN_VALUE : seconds * PER_SECOND + instant.getNano();
    }

    /// Null for 0, which stands for no moment at all.
    public static @Nullable Instant toInstantOrNull(long nanos) {
        return nanos == 0 ? null : toInstant(nanos);
    }

    public static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }
}
