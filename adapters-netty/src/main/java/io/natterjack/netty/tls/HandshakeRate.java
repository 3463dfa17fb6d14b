package io.natterjack.netty.tls;

import java.util.concurrent.TimeUnit;

/// Counts handshakes in windows of a second, each of which begins with the first handshake after the last has ended.
/// Thread-safe.
public final class HandshakeRate {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long limit;
    private long count;
    private long windowEndNanos;
    private boolean begun;

    /// @param limit · handshakes in a second; 0 for any number
    public HandshakeRate(long limit) {
        this.limit = limit;
    }

    /// @return false if the handshake is one too many
    public synchronized boolean allow(long nowNanos) {
        if (limit == 0) {
            return true;
        }
        if (!begun || nowNanos - windowEndNanos > 0) {
            begun = true;
            windowEndNanos = nowNanos + WINDOW_NANOS;
            count = 0;
        } else {
            count++;
        }
        return count < limit;
    }
}
