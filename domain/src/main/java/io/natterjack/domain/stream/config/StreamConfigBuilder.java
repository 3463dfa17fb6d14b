package io.natterjack.domain.stream.config;

import io.natterjack.domain.stream.config.StreamConfig.ConsumerLimits;
import io.natterjack.domain.stream.config.StreamConfig.Placement;
import io.natterjack.domain.stream.config.StreamConfig.Republish;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Collects what is to be said about a stream; see [StreamConfig] for what each means.
///
/// **Threading.** Confined to one thread.
public final class StreamConfigBuilder {
    private String name;
    private String description = "";
    private List<String> subjects = List.of();
    private RetentionPolicy retention = RetentionPolicy.LIMITS;
    private StreamLimits limits = StreamLimits.NONE;
    private DiscardPolicy discard = DiscardPolicy.OLD;
    private boolean discardNewPerSubject;
    private StorageType storage = StorageType.FILE;
    private int replicas = 1;
    private boolean noAck;
    private long duplicateWindowNanos = 120_000_000_000L;
    private @Nullable Placement placement;
    private @Nullable StreamSource mirror;
    private List<StreamSource> sources = List.of();
    private StoreCompression compression = StoreCompression.NONE;
    private long firstSequence;
    private @Nullable TransformConfig subjectTransform;
    private @Nullable Republish republish;
    private StreamAccess access = StreamAccess.NONE;
    private ConsumerLimits consumerLimits = ConsumerLimits.NONE;
    private StreamFeatures features = StreamFeatures.NONE;
    private PersistMode persistMode = PersistMode.DEFAULT;
    private Map<String, String> metadata = Map.of();

    StreamConfigBuilder(String name) {
        this.name = name;
    }

    StreamConfigBuilder(StreamConfig from) {
        name = from.name();
        description = from.description();
        subjects = from.subjects();
        retention = from.retention();
        limits = from.limits();
        discard = from.discard();
        discardNewPerSubject = from.discardNewPerSubject();
        storage = from.storage();
        replicas = from.replicas();
        noAck = from.noAck();
        duplicateWindowNanos = from.duplicateWindowNanos();
        placement = from.placement();
        mirror = from.mirror();
        sources = from.sources();
        compression = from.compression();
        firstSequence = from.firstSequence();
        subjectTransform = from.subjectTransform();
        republish = from.republish();
        access = from.access();
        consumerLimits = from.consumerLimits();
        features = from.features();
        persistMode = from.persistMode();
        metadata = from.metadata();
    }

    public StreamConfigBuilder name(String value) {
        name = value;
        return this;
    }

    public StreamConfigBuilder description(String value) {
        description = value;
        return this;
    }

    public StreamConfigBuilder subjects(List<String> value) {
        subjects = value;
        return this;
    }

    public StreamConfigBuilder subjects(String... values) {
        return subjects(List.of(values));
    }

    public StreamConfigBuilder retention(RetentionPolicy value) {
        retention = value;
        return this;
    }

    public StreamConfigBuilder limits(StreamLimits value) {
        limits = value;
        return this;
    }

    public StreamConfigBuilder limits(UnaryOperator<StreamLimits> change) {
        return limits(change.apply(limits));
    }

    public StreamConfigBuilder discard(DiscardPolicy value) {
        discard = value;
        return this;
    }

    public StreamConfigBuilder discardNewPerSubject(boolean value) {
        discardNewPerSubject = value;
        return this;
    }

    public StreamConfigBuilder storage(StorageType value) {
        storage = value;
        return this;
    }

    public StreamConfigBuilder replicas(int value) {
        replicas = value;
        return this;
    }

    public StreamConfigBuilder noAck(boolean value) {
        noAck = value;
        return this;
    }

    public StreamConfigBuilder duplicateWindowNanos(long value) {
        duplicateWindowNanos = value;
        return this;
    }

    public StreamConfigBuilder placement(@Nullable Placement value) {
        placement = value;
        return this;
    }

    public StreamConfigBuilder mirror(@Nullable StreamSource value) {
        mirror = value;
        return this;
    }

    public StreamConfigBuilder sources(List<StreamSource> value) {
        sources = value;
        return this;
    }

    public StreamConfigBuilder compression(StoreCompression value) {
        compression = value;
        return this;
    }

    public StreamConfigBuilder firstSequence(long value) {
        firstSequence = value;
        return this;
    }

    public StreamConfigBuilder subjectTransform(@Nullable TransformConfig value) {
        subjectTransform = value;
        return this;
    }

    public StreamConfigBuilder republish(@Nullable Republish value) {
        republish = value;
        return this;
    }

    public StreamConfigBuilder access(StreamAccess value) {
        access = value;
        return this;
    }

    public StreamConfigBuilder access(UnaryOperator<StreamAccess> change) {
        return access(change.apply(access));
    }

    public StreamConfigBuilder consumerLimits(ConsumerLimits value) {
        consumerLimits = value;
        return this;
    }

    public StreamConfigBuilder features(StreamFeatures value) {
        features = value;
        return this;
    }

    public StreamConfigBuilder features(UnaryOperator<StreamFeatures> change) {
        return features(change.apply(features));
    }

    public StreamConfigBuilder persistMode(PersistMode value) {
        persistMode = value;
        return this;
    }

    public StreamConfigBuilder metadata(Map<String, String> value) {
        metadata = value;
        return this;
    }

    public StreamConfig build() {
        return new StreamConfig(
                name,
                description,
                subjects,
                retention,
                limits,
                discard,
                discardNewPerSubject,
                storage,
                replicas,
                noAck,
                duplicateWindowNanos,
                placement,
                mirror,
                sources,
                compression,
                firstSequence,
                subjectTransform,
                republish,
                access,
                consumerLimits,
                features,
                persistMode,
                metadata);
    }
}
