package io.natterjack.domain.consumer.state;

import org.jspecify.annotations.Nullable;

/// What a consumer has to remember.
///
/// @param next           · no message below it is delivered for the first time
/// @param listEnd        · up to here only the last messages of their subjects are; 0 if that is over
/// @param delivered      · the last delivery
/// @param floor          · the last delivery up to which everything is settled
/// @param deliveredNanos · when the last delivery was; 0 for never
/// @param ackedNanos     · when the last acknowledgement was; 0 for never
/// @param givenUp        · first and last of each run of messages that are given up, ascending
/// @param open           · [Run] after run of messages that are not acknowledged, ascending
@SuppressWarnings("ArrayRecordComponent") // made, read once and dropped
public record ConsumerState(
        long next,
        long listEnd,
        Place delivered,
        Place floor,
        long deliveredNanos,
        long ackedNanos,
        long[] givenUp,
        Run[] open) {
    /// A place in both countings.
    public record Place(long consumerSequence, long streamSequence) {}

    /// Messages that follow each other in both countings and have had the same fate.
    ///
    /// @param length     · how many
    /// @param deliveries · how often each was delivered
    /// @param dueNanos   · when the last of them is to be delivered again
    public record Run(long sequence, long consumerSequence, long length, int deliveries, long dueNanos) {}

    /// Reads what [StateWriter] has written.
    ///
    /// @return null if it is anything else
    public static @Nullable ConsumerState read(byte[] bytes) {
        return new StateReader(bytes).read();
    }
}
