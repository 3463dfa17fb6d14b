package io.natterjack.domain.consumer.deliver;

/// Lets messages pass at a rate, and saves up for one burst while there are none. Confined.
///
/// What has passed so far would have taken until some moment at exactly the rate. A message may pass when that moment,
/// with the message added, is over.
public final class RateLimit {
    private static final double SECOND_NANOS = 1e9;
    private static final int BYTE_BITS = 8;

    private final double nanosPerByte;
    private final long burstNanos;
    private long paidNanos;

    /// @param bitsPerSecond · 0 for no limit
    /// @param burstBytes    · that may pass at once
    public RateLimit(long bitsPerSecond, long burstBytes) {
        nanosPerByte = bitsPerSecond <= 0 ? 0 : SECOND_NANOS / Math.max(1, bitsPerSecond / BYTE_BITS);
        burstNanos = (long) (burstBytes * nanosPerByte);
    }

    /// When a message may pass; not after now if it may at once.
    public long passNanos(long bytes, long nowNanos) {
        return nanosPerByte == 0
                ? nowNanos
                : Math.max(paidNanos, nowNanos - burstNanos) + (long) (bytes * nanosPerByte);
    }

    /// A message has passed.
    public void passed(long bytes, long nowNanos) {
        paidNanos = passNanos(bytes, nowNanos);
    }
}
