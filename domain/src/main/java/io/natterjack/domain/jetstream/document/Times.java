package io.natterjack.domain.jetstream.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Times as numbers, and as the clients see them.
final class Times {
    private static final long SECOND = 1_000_000_000L;

    private Times() {}

    /// @param nanos · since 1970; 0 for none
    /// @return null for none
    static @Nullable Instant orNone(long nanos) {
        return nanos == 0 ? null : Instant.ofEpochSecond(0, nanos);
    }

    /// @param nanos · since 1970
    static Instant of(long nanos) {
        return Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
    }
}
