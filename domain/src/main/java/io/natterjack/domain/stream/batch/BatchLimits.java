package io.natterjack.domain.stream.batch;

/// How far batches may go.
///
/// @param atomicOpenMax     · atomic batches of one stream at a time
/// @param atomicTotalMax    · atomic batches of all streams of the server at a time
/// @param atomicMessagesMax · in one atomic batch
/// @param atomicBytesMax    · of all messages in atomic batches of the server that are not complete
/// @param fastOpenMax       · fast batches of one stream at a time
/// @param fastTotalMax      · fast batches of all streams of the server at a time
/// @param idleNanosMax      · between two messages of a batch
public record BatchLimits(
        int atomicOpenMax,
        int atomicTotalMax,
        int atomicMessagesMax,
        long atomicBytesMax,
        int fastOpenMax,
        int fastTotalMax,
        long idleNanosMax) {
    /// As the reference has them, which lets batches wait on a disk and knows no bound for their bytes.
    public static final BatchLimits DEFAULT =
            new BatchLimits(50, 1_000, 1_000, 128L << 20, 1_000, 50_000, 10_000_000_000L);

    /// The longest name of a batch.
    public static final int ID_LENGTH_MAX = 64;
}
