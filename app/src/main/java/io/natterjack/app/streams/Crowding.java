package io.natterjack.app.streams;

/// Whether others need the processor on which a thread looks out for what it waits for.
///
/// A thread that looks out lets others go first all the time. Where a lone publisher keeps the machine half idle,
/// hardly anybody takes the offer: between a tenth and a third of the time goes to others. Where all processors
/// are busy it is half and more, and looking out delays those who have work; sleeping then costs less than it
/// saves. So the share that others took is kept in mind. When it is high a few look-outs are left out, until one
/// is tried again.
///
/// Confined to the thread.
final class Crowding {
    /// Others need the processor if they take more than this part of the time.
    private static final double SHARE_MAX = 0.4;

    /// How much the last look-out counts.
    private static final double WEIGHT = 1.0 / 32;

    private static final int LEFT_OUT = 31;

    private double share;
    private int leftOut;

    /// Asked before each look-out.
    boolean isCrowded() {
        if (share <= SHARE_MAX || leftOut == LEFT_OUT) {
            leftOut = 0;
            return false;
        }
        leftOut++;
        return true;
    }

    /// Learns how a look-out went.
    ///
    /// @param nanos       · how long it was
    /// @param othersNanos · how much of it others took
    void lookedOut(long nanos, long othersNanos) {
        share += (othersNanos / (double) Math.max(1, nanos) - share) * WEIGHT;
    }
}
