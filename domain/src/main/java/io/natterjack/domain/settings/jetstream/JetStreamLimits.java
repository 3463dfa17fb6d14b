package io.natterjack.domain.settings.jetstream;

/// What streams and consumers of the server may ask for. 0 is no limit, unless another default is said.
///
/// @param requestBatchMax         · messages for one pull request
/// @param ackPendingMax           · of each consumer
/// @param haAssetsMax             · replicated streams and consumers on this server
/// @param duplicateWindowNanosMax · of each stream
/// @param consumersMaxDefault     · of a stream if neither it nor its account says how many; -1 for any number
/// @param batches                 · what publishing in batches may cost
public record JetStreamLimits(
        int requestBatchMax,
        int ackPendingMax,
        int haAssetsMax,
        long duplicateWindowNanosMax,
        int consumersMaxDefault,
        BatchLimits batches) {
    /// What the reference does without a setting.
    public static final JetStreamLimits DEFAULT = new JetStreamLimits(0, 0, 0, 0, 1_000, BatchLimits.DEFAULT);

    /// @param streamInflightMax · unfinished atomic batches of one stream
    /// @param totalInflightMax  · unfinished atomic batches of the server
    /// @param messagesMax       · of one batch
    /// @param timeoutNanos      · until a batch that makes no progress is given up
    public record BatchLimits(int streamInflightMax, int totalInflightMax, int messagesMax, long timeoutNanos) {
        /// What the reference does without a setting.
        public static final BatchLimits DEFAULT = new BatchLimits(50, 1_000, 1_000, 10_000_000_000L);
    }
}
