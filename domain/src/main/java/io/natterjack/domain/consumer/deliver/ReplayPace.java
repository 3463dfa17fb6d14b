package io.natterjack.domain.consumer.deliver;

/// Keeps the distances in time at which messages were stored, for those that are there already. Confined.
public final class ReplayPace {
    private static final long DISTANCE_NANOS_MIN = 1_000_000;

    private boolean replaying;
    private final long endSequence;
    private long storedNanos;
    private long deliveredNanos;

    /// @param original    · false lets every message pass at once
    /// @param endSequence · what comes behind it passes at once
    public ReplayPace(boolean original, long endSequence) {
        this.replaying = original;
        this.endSequence = endSequence;
    }

    /// When a message may be delivered; not after now if it may at once.
    ///
    /// @param timeNanos · when it was stored
    public long passNanos(long sequence, long timeNanos, long nowNanos) {
        if (!replaying || storedNanos == 0) {
            return nowNanos;
        }
        if (sequence > endSequence) {
            replaying = false;
            return nowNanos;
        }
        long distance = timeNanos - storedNanos;
        return distance > DISTANCE_NANOS_MIN ? deliveredNanos + distance : nowNanos;
    }

    /// A message has been delivered.
    public void passed(long timeNanos, long nowNanos) {
        storedNanos = timeNanos;
        deliveredNanos = nowNanos;
    }
}
