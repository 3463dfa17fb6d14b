package io.natterjack.domain.kv;

import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig.Republish;
import java.time.Duration;
import java.util.Map;
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
        return new KeyValueConfiguration(
                bucket,
                text,
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

    public KeyValueConfiguration withHistory(int values) {
        return new KeyValueConfiguration(
                bucket,
                description,
                values,
                ttl,
                valueBytesMax,
                bytesMax,
                storage,
                compressed,
                limitMarkerTtl,
                republish,
                metadata);
    }

    public KeyValueConfiguration withTtl(Duration time) {
        return new KeyValueConfiguration(
                bucket,
                description,
                history,
                time,
                valueBytesMax,
                bytesMax,
                storage,
                compressed,
                limitMarkerTtl,
                republish,
                metadata);
    }

    public KeyValueConfiguration withValueBytesMax(int bytes) {
        return new KeyValueConfiguration(
                bucket,
                description,
                history,
                ttl,
                bytes,
                bytesMax,
                storage,
                compressed,
                limitMarkerTtl,
                republish,
                metadata);
    }

    public KeyValueConfiguration withBytesMax(long bytes) {
        return new KeyValueConfiguration(
                bucket,
                description,
                history,
                ttl,
                valueBytesMax,
                bytes,
                storage,
                compressed,
                limitMarkerTtl,
                republish,
                metadata);
    }

    public KeyValueConfiguration withStorage(StorageType place) {
        return new KeyValueConfiguration(
                bucket,
                description,
                history,
                ttl,
                valueBytesMax,
                bytesMax,
                place,
                compressed,
                limitMarkerTtl,
                republish,
                metadata);
    }

    public KeyValueConfiguration withCompressed(boolean wanted) {
        return new KeyValueConfiguration(
                bucket,
                description,
                history,
                ttl,
                valueBytesMax,
                bytesMax,
                storage,
                wanted,
                limitMarkerTtl,
                republish,
                metadata);
    }

    public KeyValueConfiguration withLimitMarkerTtl(Duration time) {
        return new KeyValueConfiguration(
                bucket,
                description,
                history,
                ttl,
                valueBytesMax,
                bytesMax,
                storage,
                compressed,
                time,
                republish,
                metadata);
    }

    public KeyValueConfiguration withRepublish(Republish wanted) {
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
                wanted,
                metadata);
    }

    public KeyValueConfiguration withMetadata(Map<String, String> entries) {
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
                entries);
    }
}
