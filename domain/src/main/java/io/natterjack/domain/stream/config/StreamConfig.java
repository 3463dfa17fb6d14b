package io.natterjack.domain.stream.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything that can be said about a stream.
///
/// @param name                 · unique in its account
/// @param description          · for people; may be empty
/// @param subjects             · the filters that it listens to; empty only for one that copies others
/// @param discardNewPerSubject · with [DiscardPolicy#NEW], the limit of a subject also refuses new messages
/// @param replicas             · 1 on a single server; 0 in a request for 1
/// @param noAck                · publishes are never acknowledged
/// @param duplicateWindowNanos · how long message ids are remembered; 0 for a mirror, or to ask for the default
/// @param placement            · null for anywhere
/// @param mirror               · the stream that it is a copy of; null for none
/// @param sources              · the streams that flow into it
/// @param firstSequence        · of its first message; 0 for 1
/// @param subjectTransform     · what becomes of subjects on the way in; null for nothing
/// @param republish            · where stored messages are published again; null for nowhere
/// @param consumerLimits       · what its consumers inherit
/// @param metadata             · sorted by key
public record StreamConfig(
        String name,
        String description,
        List<String> subjects,
        RetentionPolicy retention,
        StreamLimits limits,
        DiscardPolicy discard,
        boolean discardNewPerSubject,
        StorageType storage,
        int replicas,
        boolean noAck,
        long duplicateWindowNanos,
        @Nullable Placement placement,
        @Nullable StreamSource mirror,
        List<StreamSource> sources,
        StoreCompression compression,
        long firstSequence,
        @Nullable TransformConfig subjectTransform,
        @Nullable Republish republish,
        StreamAccess access,
        ConsumerLimits consumerLimits,
        StreamFeatures features,
        PersistMode persistMode,
        Map<String, String> metadata) {
    public StreamConfig {
        subjects = List.copyOf(subjects);
        sources = List.copyOf(sources);
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /// Starts with the defaults: a file stream without limits that remembers message ids for two minutes.
    public static StreamConfigBuilder named(String name) {
        return new StreamConfigBuilder(name);
    }

    /// The same with some changes.
    public StreamConfig with(Consumer<StreamConfigBuilder> changes) {
        StreamConfigBuilder builder = new StreamConfigBuilder(this);
        changes.accept(builder);
        return builder.build();
    }

    public StreamConfig withMetadata(Map<String, String> changed) {
        return with(stream -> stream.metadata(changed));
    }

    /// Where in a cluster a stream is kept.
    ///
    /// @param cluster   · empty for any
    /// @param preferred · the server to lead it, where that is asked; empty for any
    public record Placement(String cluster, List<String> tags, String preferred) {
        public Placement {
            tags = List.copyOf(tags);
        }
    }

    /// Where messages are published again once they are stored.
    ///
    /// @param source      · which ones; empty for all
    /// @param destination · their subjects then
    /// @param headersOnly · without their bodies
    public record Republish(String source, String destination, boolean headersOnly) {}

    /// What consumers inherit from their stream. 0 where there is nothing to inherit.
    ///
    /// @param inactiveThresholdNanos · the default, and the longest
    /// @param ackPendingMax          · the default, and the most
    public record ConsumerLimits(long inactiveThresholdNanos, long ackPendingMax) {
        /// The default.
        public static final ConsumerLimits NONE = new ConsumerLimits(0, 0);
    }
}
