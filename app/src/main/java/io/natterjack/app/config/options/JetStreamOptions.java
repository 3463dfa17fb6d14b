package io.natterjack.app.config.options;

import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.settings.JetStreamSettings.BatchLimits;
import io.natterjack.domain.settings.JetStreamSettings.QueueLimits;
import io.natterjack.ports.storage.stream.Durability;
import java.util.Map;

/// Streams and consumers, as configured. What was left open is still open: it depends on the machine.
///
/// @param enabled        · the server has JetStream; if not, the rest is only compared with later configurations
/// @param storage        · where streams are kept
/// @param memoryBytesMax · of all streams in memory together; -1 for what the machine can give
/// @param fileBytesMax   · of all streams in the store together; -1 for what the machine can give
/// @param domain         · empty for none
/// @param strict         · requests with unknown fields are refused
/// @param uniqueTag      · empty for none
/// @param limits         · what streams and consumers may ask for; a default number of consumers of 0 is the
///                         default one
/// @param batches        · what atomic batches may cost; 0 or less for the default
/// @param queues         · how much may wait; 0 or less for the default
public record JetStreamOptions(
        boolean enabled,
        StorageChoice storage,
        long memoryBytesMax,
        long fileBytesMax,
        String domain,
        boolean strict,
        String uniqueTag,
        AssetLimits limits,
        BatchLimits batches,
        QueueLimits queues) {

    /// Where streams are kept.
    ///
    /// @param name              · of the storage
    /// @param storeDir          · as written; empty for a folder among the temporary files
    /// @param durability        · when a message counts as stored
    /// @param syncIntervalNanos · between two syncs; above 0
    /// @param encryption        · empty for none
    /// @param options           · what the storage's own block says
    /// @param others            · what the blocks of other storages say, by name: streams may ask for these
    public record StorageChoice(
            String name,
            String storeDir,
            Durability durability,
            long syncIntervalNanos,
            Encryption encryption,
            Map<String, String> options,
            Map<String, Map<String, String>> others) {
        public StorageChoice {
            options = Map.copyOf(options);
            others = Map.copyOf(others);
        }
    }

    /// How what is stored is encrypted.
    ///
    /// @param key         · empty for no encryption
    /// @param previousKey · what is there may be encrypted with it; empty for none
    /// @param cipher      · `chacha` or `aes`
    public record Encryption(String key, String previousKey, String cipher) {
        public static final String CHACHA = "chacha";
        public static final String AES = "aes";
        public static final Encryption NONE = new Encryption("", "", CHACHA);

        /// Keys are no matter for a log.
        @Override
        public String toString() {
            return key.isEmpty() ? "none" : cipher;
        }
    }
}
