package io.natterjack.domain.agenda;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Moments as numbers: nanoseconds since 1970.
public final class EpochNanos {
    private static final long PER_SECOND = 1_000_000_000L;

    private EpochNanos() {}

    public static long of(Instant instant) {
        return instant.getEpochSecond() * PER_SECOND + instant.getNano();
    }

    /// Null for 0, which stands for no moment at all.
    public static @Nullable Instant toInstantOrNull(long nanos) {
        return nanos == 0 ? null : toInstant(nanos);
    }

    public static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }
}
