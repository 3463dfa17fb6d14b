package io.natterjack.domain.jetstream.codec;

import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.stream.config.DiscardPolicy;
import io.natterjack.domain.stream.config.PersistMode;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StoreCompression;
import io.natterjack.domain.stream.config.StreamAccess;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamConfig.ConsumerLimits;
import io.natterjack.domain.stream.config.StreamConfig.Placement;
import io.natterjack.domain.stream.config.StreamConfig.Republish;
import io.natterjack.domain.stream.config.StreamConfigBuilder;
import io.natterjack.domain.stream.config.StreamFeatures;
import io.natterjack.domain.stream.config.StreamLimits;
import io.natterjack.domain.text.Word;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a stream is configured.
public final class StreamConfigJson {
    private StreamConfigJson() {}

    /// The fields of a configuration, inside of an object that the caller has begun.
    public static void write(StreamConfig stream, JsonOut out) {
        StreamLimits limits = stream.limits();
        out.field("name", stream.name())
                .optional("description", stream.description())
                .optionalTexts("subjects", stream.subjects())
                .field("retention", stream.retention().wire())
                .field("max_consumers", limits.consumersMax())
                .field("max_msgs", limits.messagesMax())
                .field("max_bytes", limits.bytesMax())
                .field("max_age", limits.ageNanosMax())
                .field("max_msgs_per_subject", limits.messagesPerSubjectMax())
                .optional("max_msg_size", limits.messageBytesMax())
                .field("discard", stream.discard().wire())
                .field("storage", stream.storage().wire())
                .field("num_replicas", stream.replicas())
                .optional("no_ack", stream.noAck())
                .optional("duplicate_window", stream.duplicateWindowNanos())
                .optional("placement", stream.placement(), StreamConfigJson::writePlacement)
                .optional("mirror", stream.mirror(), StreamSourceJson::write)
                .optionalObjects("sources", stream.sources(), StreamSourceJson::write)
                .field("compression", stream.compression().wire())
                .optionalUnsigned("first_seq", stream.firstSequence())
                .optional("subject_transform", stream.subjectTransform(), StreamSourceJson::writeTransform)
                .optional("republish", stream.republish(), StreamConfigJson::writeRepublish);
        writeRights(stream, out);
    }

    private static void writeRights(StreamConfig stream, JsonOut out) {
        StreamAccess access = stream.access();
        StreamFeatures features = stream.features();
        out.field("allow_direct", access.direct())
                .field("mirror_direct", access.mirrorDirect())
                .optional("discard_new_per_subject", stream.discardNewPerSubject())
                .field("sealed", access.sealed())
                .field("deny_delete", access.denyDelete())
                .field("deny_purge", access.denyPurge())
                .field("allow_rollup_hdrs", access.rollup())
                .field("consumer_limits", stream.consumerLimits(), StreamConfigJson::writeConsumerLimits)
                .field("allow_msg_ttl", features.messageTtl())
                .optional("subject_delete_marker_ttl", features.subjectDeleteMarkerTtlNanos())
                .optional("allow_msg_counter", features.counters())
                .optional("allow_atomic", features.atomicPublish())
                .optional("allow_msg_schedules", features.schedules());
        if (stream.persistMode() != PersistMode.DEFAULT) {
            out.field("persist_mode", stream.persistMode().wire());
        }
        out.optional("allow_batched", features.batchPublish()).optionalMap("metadata", stream.metadata());
    }

    private static void writePlacement(Placement placement, JsonOut out) {
        out.optional("cluster", placement.cluster())
                .optionalTexts("tags", placement.tags())
                .optional("preferred", placement.preferred());
    }

    private static void writeRepublish(Republish republish, JsonOut out) {
        out.optional("src", republish.source())
                .field("dest", republish.destination())
                .optional("headers_only", republish.headersOnly());
    }

    private static void writeConsumerLimits(ConsumerLimits limits, JsonOut out) {
        out.optional("inactive_threshold", limits.inactiveThresholdNanos())
                .optional("max_ack_pending", limits.ackPendingMax());
    }

    /// What a request says that says nothing: everything is 0 or empty.
    public static StreamConfigBuilder unset() {
        return StreamConfig.named("").limits(StreamLimits.UNSET).replicas(0).duplicateWindowNanos(0);
    }

    /// An object that holds a configuration and nothing else.
    public static StreamConfig read(JsonObject object) {
        StreamConfigBuilder stream = unset();
        for (JsonField field : object) {
            read(field, stream);
        }
        return stream.build();
    }

    /// One field of a configuration; one that is none is unknown.
    public static void read(JsonField field, StreamConfigBuilder stream) {
        switch (field.name()) {
            case "name" -> stream.name(field.text());
            case "description" -> stream.description(field.text());
            case "subjects" -> stream.subjects(field.texts());
            case "retention" -> stream.retention(Words.read(field, RetentionPolicy.class));
            case "discard" -> stream.discard(Words.read(field, word -> Word.of(DiscardPolicy.class, lower(word))));
            case "discard_new_per_subject" -> stream.discardNewPerSubject(field.flag());
            case "storage" -> stream.storage(Words.read(field, StorageType.class));
            case "num_replicas" -> stream.replicas(field.integer());
            case "no_ack" -> stream.noAck(field.flag());
            case "duplicate_window" -> stream.duplicateWindowNanos(field.nanos());
            case "placement" -> stream.placement(placement(field.object("Placement")));
            case "mirror" -> stream.mirror(StreamSourceJson.readNullable(field.object("StreamSource")));
            case "sources" ->
                stream.sources(field.objects("StreamSource", "[]*server.StreamSource").stream()
                        .map(StreamSourceJson::read)
                        .toList());
            case "compression" -> stream.compression(compression(field));
            case "first_seq" -> stream.firstSequence(field.unsigned());
            case "subject_transform" ->
                stream.subjectTransform(StreamSourceJson.readTransform(field.object("SubjectTransformConfig")));
            case "republish" -> stream.republish(republish(field.object("RePublish")));
            case "consumer_limits" -> stream.consumerLimits(consumerLimits(field.object("StreamConsumerLimits")));
            case "persist_mode" ->
                stream.persistMode(Words.read(
                        field, word -> word.isEmpty() ? PersistMode.DEFAULT : Word.of(PersistMode.class, word)));
            case "metadata" -> stream.metadata(field.textMap());
            default -> readLimit(field, stream);
        }
    }

    private static void readLimit(JsonField field, StreamConfigBuilder stream) {
        switch (field.name()) {
            case "max_consumers" -> stream.limits(limits -> limits.withConsumersMax(field.natural()));
            case "max_msgs" -> stream.limits(limits -> limits.withMessagesMax(field.int64()));
            case "max_bytes" -> stream.limits(limits -> limits.withBytesMax(field.int64()));
            case "max_age" -> stream.limits(limits -> limits.withAgeNanosMax(field.nanos()));
            case "max_msgs_per_subject" -> stream.limits(limits -> limits.withMessagesPerSubjectMax(field.int64()));
            case "max_msg_size" -> stream.limits(limits -> limits.withMessageBytesMax(field.int32()));
            default -> readRight(field, stream);
        }
    }

    private static void readRight(JsonField field, StreamConfigBuilder stream) {
        switch (field.name()) {
            case "allow_direct" -> stream.access(access -> access.withDirect(field.flag()));
            case "mirror_direct" -> stream.access(access -> access.withMirrorDirect(field.flag()));
            case "sealed" -> stream.access(access -> access.withSealed(field.flag()));
            case "deny_delete" -> stream.access(access -> access.withDenyDelete(field.flag()));
            case "deny_purge" -> stream.access(access -> access.withDenyPurge(field.flag()));
            case "allow_rollup_hdrs" -> stream.access(access -> access.withRollup(field.flag()));
            case "allow_msg_ttl" -> stream.features(features -> features.withMessageTtl(field.flag()));
            case "subject_delete_marker_ttl" ->
                stream.features(features -> features.withSubjectDeleteMarkerTtlNanos(field.nanos()));
            case "allow_msg_counter" -> stream.features(features -> features.withCounters(field.flag()));
            case "allow_atomic" -> stream.features(features -> features.withAtomicPublish(field.flag()));
            case "allow_msg_schedules" -> stream.features(features -> features.withSchedules(field.flag()));
            case "allow_batched" -> stream.features(features -> features.withBatchPublish(field.flag()));
            default -> field.unknown();
        }
    }

    private static StoreCompression compression(JsonField field) {
        StoreCompression compression = Word.of(StoreCompression.class, field.text());
        if (compression == null) {
            throw field.refusal("unknown compression algorithm");
        }
        return compression;
    }

    /// Null for null, and for one that says nothing. An empty list of tags says something.
    static @Nullable Placement placement(@Nullable JsonObject object) {
        if (object == null) {
            return null;
        }
        String cluster = "";
        String preferred = "";
        List<String> tags = List.of();
        boolean tagged = false;
        for (JsonField field : object) {
            switch (field.name()) {
                case "cluster" -> cluster = field.text();
                case "tags" -> {
                    tags = field.texts();
                    tagged = field.given();
                }
                case "preferred" -> preferred = field.text();
                default -> field.unknown();
            }
        }
        boolean silent = cluster.isEmpty() && !tagged && preferred.isEmpty();
        return silent ? null : new Placement(cluster, tags, preferred);
    }

    private static @Nullable Republish republish(@Nullable JsonObject object) {
        if (object == null) {
            return null;
        }
        String source = "";
        String destination = "";
        boolean headersOnly = false;
        for (JsonField field : object) {
            switch (field.name()) {
                case "src" -> source = field.text();
                case "dest" -> destination = field.text();
                case "headers_only" -> headersOnly = field.flag();
                default -> field.unknown();
            }
        }
        return new Republish(source, destination, headersOnly);
    }

    private static ConsumerLimits consumerLimits(@Nullable JsonObject object) {
        if (object == null) {
            return ConsumerLimits.NONE;
        }
        long inactiveThresholdNanos = 0;
        long ackPendingMax = 0;
        for (JsonField field : object) {
            switch (field.name()) {
                case "inactive_threshold" -> inactiveThresholdNanos = field.nanos();
                case "max_ack_pending" -> ackPendingMax = field.natural();
                default -> field.unknown();
            }
        }
        return new ConsumerLimits(inactiveThresholdNanos, ackPendingMax);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
