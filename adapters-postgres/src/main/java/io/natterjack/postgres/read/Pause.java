package io.natterjack.postgres.read;

import io.natterjack.ports.storage.StorageException;
import org.jspecify.annotations.Nullable;

/// Bounds how much of its owner's time a stream takes whose table does not answer, because somebody has locked it or
/// there is no connection: after it was waited for in vain, it is not asked for four times as long. Confined.
final class Pause {
    private static final int FACTOR = 4;

    /// Failing more quickly than this holds up nobody.
    private static final long WORTH_NANOS = 100_000_000;

    private @Nullable StorageException failure;
    private long untilNanos;

    /// @throws StorageException if it lasts still
    void check() {
        StorageException last = failure;
        if (last != null && System.nanoTime() - untilNanos < 0) {
            throw last;
        }
        failure = null;
    }

    /// @param startNanos · when it was asked
    void failed(StorageException now, long startNanos) {
        long end = System.nanoTime();
        if (end - startNanos > WORTH_NANOS) {
            failure = now;
            untilNanos = end + (end - startNanos) * FACTOR;
        }
    }
}
