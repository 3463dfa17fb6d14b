package io.natterjack.domain.kv;

import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig.Republish;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a bucket is to be. Start with [#of], which is a bucket in files that keeps one value for each key, without
/// further limits.
///
/// @param bucket         · its name: letters, digits, `_` and `-`
/// @param description    · for people; may be empty
/// @param history        · how many values of a key are kept; 1 to 64
/// @param ttl            · how long values live; zero for ever
/// @param valueBytesMax  · of one value and its headers; -1 for no limit
/// @param bytesMax       · of the bucket; -1 for no limit
/// @param storage        · where it is kept
/// @param compressed     · what is kept takes less space and more time
/// @param limitMarkerTtl · how long a marker stays in place of a key that has expired, a second or more; zero
///                         for no markers, and no keys with a time to live of their own
/// @param republish      · where changes are published again; null for nowhere
/// @param metadata       · for people and tools
public record KeyValueConfiguration(
        String bucket,
        String description,
        int history,
        Duration ttl,
        int valueBytesMax,
        long bytesMax,
        StorageType storage,
        boolean compressed,
        Duration limitMarkerTtl,
        @Nullable Republish republish,
        Map<String, String> metadata) {
    /// The most values of a key that can be kept.
    public static final int HISTORY_MAX = 64;

    /// @throws KeyValueException.InvalidName if the bucket cannot be called that
    /// @throws IllegalArgumentException if the history is out of range, or a time is negative
    public KeyValueConfiguration {
        KeyValueNames.requireBucket(bucket);
        if (history < 1 || history > HISTORY_MAX) {
            throw new IllegalArgumentException("history must be 1 to " + HISTORY_MAX + ", not " + history);
        }
        if (ttl.isNegative() || limitMarkerTtl.isNegative()) {
            throw new IllegalArgumentException("a time to live cannot be negative");
        }
        metadata = Map.copyOf(metadata);
    }

    public static KeyValueConfiguration of(String bucket) {
        return new KeyValueConfiguration(
                bucket, "", 1, Duration.ZERO, -1, -1, StorageType.FILE, false, Duration.ZERO, null, Map.of());
    }

    public KeyValueConfiguration withDescription(String text) {
        return with(changed -> changed.description = text);
    }

    public KeyValueConfiguration withHistory(int values) {
        return with(changed -> changed.history = values);
    }

    public KeyValueConfiguration withTtl(Duration time) {
        return with(changed -> changed.ttl = time);
    }

    public KeyValueConfiguration withValueBytesMax(int bytes) {
        return with(changed -> changed.valueBytesMax = bytes);
    }

    public KeyValueConfiguration withBytesMax(long bytes) {
        return with(changed -> changed.bytesMax = bytes);
    }

    public KeyValueConfiguration withStorage(StorageType place) {
        return with(changed -> changed.storage = place);
    }

    public KeyValueConfiguration withCompressed(boolean wanted) {
        return with(changed -> changed.compressed = wanted);
    }

    public KeyValueConfiguration withLimitMarkerTtl(Duration time) {
        return with(changed -> changed.limitMarkerTtl = time);
    }

    public KeyValueConfiguration withRepublish(Republish wanted) {
        return with(changed -> changed.republish = wanted);
    }

    public KeyValueConfiguration withMetadata(Map<String, String> entries) {
        return with(changed -> changed.metadata = entries);
    }

    private KeyValueConfiguration with(Consumer<Change> change) {
        Change changed = new Change(this);
        change.accept(changed);
        return changed.build();
    }

    /// The same values, which can be changed one by one.
    private static final class Change {
        private final String bucket;
        private String description;
        private int history;
        private Duration ttl;
        private int valueBytesMax;
        private long bytesMax;
        private StorageType storage;
        private boolean compressed;
        private Duration limitMarkerTtl;
        private @Nullable Republish republish;
        private Map<String, String> metadata;

        Change(KeyValueConfiguration from) {
            bucket = from.bucket;
            description = from.description;
            history = from.history;
            ttl = from.ttl;
            valueBytesMax = from.valueBytesMax;
            bytesMax = from.bytesMax;
            storage = from.storage;
            compressed = from.compressed;
            limitMarkerTtl = from.limitMarkerTtl;
            republish = from.republish;
            metadata = from.metadata;
        }

        KeyValueConfiguration build() {
            return new KeyValueConfiguration(
                    bucket,
                    description,
                    history,
                    ttl,
                    valueBytesMax,
                    bytesMax,
                    storage,
                    compressed,
                    limitMarkerTtl,
                    republish,
                    metadata);
        }
    }
}
