package io.natterjack.domain.settings;

import io.natterjack.ports.storage.stream.Durability;
import java.util.Map;

/// What the operator has decided about streams and consumers. A server without JetStream has none of this.
///
/// Limits are numbers that hold: whoever reads the configuration has put the defaults, also those that depend on the
/// machine, in place of what was left open.
///
/// @param store           · where streams are kept
/// @param memoryBytesMax  · of all streams in memory together; 0 allows none
/// @param fileBytesMax    · of all streams in the store together; 0 allows none
/// @param domain          · name under which others reach the API, as `$JS.<domain>.API`; empty for none
/// @param strict          · requests with unknown fields are refused
/// @param uniqueTag       · prefix of the server tag that tells replicas apart; empty for none
/// @param limits          · what streams and consumers may ask for
/// @param batches         · what atomic batches may cost
/// @param queues          · how much may wait
public record JetStreamSettings(
        Store store,
        long memoryBytesMax,
        long fileBytesMax,
        String domain,
        boolean strict,
        String uniqueTag,
        AssetLimits limits,
        BatchLimits batches,
        QueueLimits queues) {
    /// Where streams are kept whose storage is not memory.
    ///
    /// @param name              · of the [io.natterjack.ports.storage.StorageProvider]
    /// @param directory         · absolute or relative to the working directory; ends with `jetstream`
    /// @param durability        · when a message in the store counts as stored: [Durability#DISK] unless configured
    /// @param syncIntervalNanos · between two syncs of what is in the page cache; above 0
    /// @param options           · of the storage, as its provider understands them; among them `cipher`, `key` and
    ///                            `prev_key` if the operator wants encryption
    /// @param others            · further storages that streams may ask for: options of each, by name
    public record Store(
            String name,
            String directory,
            Durability durability,
            long syncIntervalNanos,
            Map<String, String> options,
            Map<String, Map<String, String>> others) {
        /// The storage that is used unless another is configured.
        public static final String FILE = "file";

        public Store {
            options = Map.copyOf(options);
            others = Map.copyOf(others);
        }
    }

    /// What the creators of streams and consumers may ask for.
    ///
    /// @param ackPendingMax        · messages that may wait for acknowledgement by one consumer; 0 for any number
    /// @param requestBatchMax      · messages that one pull request may ask for; 0 for any number
    /// @param duplicateWindowNanos · longest memory for duplicates of one stream; 0 for any time
    /// @param haAssetsMax          · replicated streams and consumers; 0 for any number
    /// @param consumersMaxDefault  · consumers of a stream if neither it nor its account says; -1 for any number
    public record AssetLimits(
            int ackPendingMax,
            int requestBatchMax,
            long duplicateWindowNanos,
            int haAssetsMax,
            int consumersMaxDefault) {
        public static final AssetLimits DEFAULT = new AssetLimits(0, 0, 0, 0, -1);
    }

    /// What atomic batches may cost.
    ///
    /// @param perStreamMax · batches that are not complete yet, of one stream
    /// @param totalMax     · of the server
    /// @param messagesMax  · of one batch
    /// @param bytesMax     · of all messages in batches of the server that are not complete yet
    /// @param timeoutNanos · since the last message, until a batch is given up
    public record BatchLimits(int perStreamMax, int totalMax, int messagesMax, long bytesMax, long timeoutNanos) {
        public static final BatchLimits DEFAULT = new BatchLimits(50, 1_000, 1_000, 128L << 20, 10_000_000_000L);
    }

    /// How much may wait to be worked on.
    ///
    /// @param bufferedMessagesMax · published to one stream
    /// @param bufferedBytesMax    · published to one stream
    /// @param requestsMax         · of the API
    /// @param infoRequestsMax     · of the API, those that only ask
    public record QueueLimits(int bufferedMessagesMax, long bufferedBytesMax, long requestsMax, long infoRequestsMax) {
        public static final QueueLimits DEFAULT = new QueueLimits(100_000, 128L << 20, 10_000, 10_000);
    }
}
