package io.natterjack.domain.stream.rules;

import static io.natterjack.domain.stream.rules.StreamRules.pedantic;
import static io.natterjack.domain.stream.rules.StreamRules.wrong;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.asset.AssetName;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.stream.config.DiscardPolicy;
import io.natterjack.domain.stream.config.PersistMode;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamFeatures;
import io.natterjack.domain.stream.config.StreamLimits;
import io.natterjack.domain.text.GoDuration;
import java.util.Map;

/// The part of a configuration that can be judged by itself: its name, its limits, and what goes together with
/// what.
final class DefaultRules {
    private static final int DESCRIPTION_BYTES_MAX = 4 * 1024;
    private static final int METADATA_BYTES_MAX = 128 * 1024;
    private static final int REPLICAS_MAX = 5;
    private static final long SECOND = 1_000_000_000L;
    private static final long SHORTEST_NANOS = 100_000_000L;
    private static final long DUPLICATE_WINDOW_NANOS = 120 * SECOND;

    private final AssetLimits server;
    private final boolean pedantic;

    DefaultRules(AssetLimits server, boolean pedantic) {
        this.server = server;
        this.pedantic = pedantic;
    }

    StreamConfig apply(StreamConfig request) {
        requireTexts(request);
        StreamConfig stream = request.with(changes -> changes.replicas(request.replicas() == 0 ? 1 : request.replicas())
                .limits(limits(request.limits())));
        requireReplicas(request.replicas());
        if (!StreamLimits.sequenceInReach(request.firstSequence())) {
            throw wrong("first sequence can not be above " + StreamLimits.FIRST_SEQUENCE_MAX);
        }
        long age = stream.limits().ageNanosMax();
        if (age < 0) {
            throw wrong("max age can not be negative");
        }
        if (age != 0 && age < SHORTEST_NANOS) {
            throw wrong("max age needs to be >= 100ms");
        }
        long window = duplicateWindowNanos(stream);
        stream = stream.with(changes -> changes.duplicateWindowNanos(window));
        if (stream.access().denyPurge() && stream.access().rollup()) {
            throw wrong("roll-ups require the purge permission");
        }
        requireCounter(stream);
        requireDiscard(stream);
        stream = schedules(deleteMarkers(stream));
        requirePersistMode(stream);
        return stream;
    }

    private static void requireTexts(StreamConfig stream) {
        if (!AssetName.valid(stream.name())) {
            throw wrong("stream name is required and can not contain '.', '*', '>', '\\', '/'");
        }
        if (bytes(stream.name()) > AssetName.BYTES_MAX) {
            throw wrong("stream name is too long, maximum allowed is " + AssetName.BYTES_MAX);
        }
        if (bytes(stream.description()) > DESCRIPTION_BYTES_MAX) {
            throw wrong("stream description is too long, maximum allowed is " + DESCRIPTION_BYTES_MAX);
        }
        int metadata = 0;
        for (Map.Entry<String, String> entry : stream.metadata().entrySet()) {
            metadata += bytes(entry.getKey()) + bytes(entry.getValue());
        }
        if (metadata > METADATA_BYTES_MAX) {
            throw wrong("stream metadata exceeds maximum size of " + METADATA_BYTES_MAX + " bytes");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static void requireReplicas(int replicas) {
        if (replicas > REPLICAS_MAX) {
            throw wrong("maximum replicas is " + REPLICAS_MAX);
        }
        if (replicas < 0) {
            throw JetStreamError.REPLICAS_COUNT_CANNOT_BE_NEGATIVE.failure();
        }
    }

    private StreamLimits limits(StreamLimits limits) {
        long messages = orNone("max_msgs", limits.messagesMax());
        long perSubject = orNone("max_msgs_per_subject", limits.messagesPerSubjectMax());
        long bytes = orNone("max_bytes", limits.bytesMax());
        int messageBytes = (int) orNone("max_msg_size", limits.messageBytesMax());
        long consumers = orNone("max_consumers", limits.consumersMax());
        return new StreamLimits(consumers, messages, bytes, limits.ageNanosMax(), perSubject, messageBytes);
    }

    private long orNone(String name, long limit) {
        if (limit < -1 && pedantic) {
            throw StreamRules.pedantic(name + " must be set to -1");
        }
        return limit <= 0 ? -1 : limit;
    }

    private long duplicateWindowNanos(StreamConfig stream) {
        long age = stream.limits().ageNanosMax();
        long max = server.duplicateWindowNanos();
        long window = stream.duplicateWindowNanos();
        if (window == 0 && stream.mirror() == null && stream.sources().isEmpty()) {
            window = defaultWindowNanos(age, max);
        }
        if (window < 0) {
            throw wrong("duplicates window can not be negative");
        }
        if (age != 0 && window > age) {
            throw wrong("duplicates window can not be larger then max age");
        }
        if (max > 0 && window > max) {
            throw wrong("duplicates window can not be larger then server limit of " + GoDuration.text(max));
        }
        if (window > 0 && window < SHORTEST_NANOS) {
            throw wrong("duplicates window needs to be >= 100ms");
        }
        return window;
    }

    private long defaultWindowNanos(long age, long max) {
        long window = DUPLICATE_WINDOW_NANOS;
        if (max > 0 && max < window) {
            requireNotPedantic("duplicate window limits are higher than current limits");
            window = max;
        }
        if (age != 0 && age < window) {
            requireNotPedantic("duplicate window cannot be bigger than max age");
            window = age;
        }
        return window;
    }

    private void requireNotPedantic(String why) {
        if (pedantic) {
            throw pedantic(why);
        }
    }

    private static void requireCounter(StreamConfig stream) {
        if (!stream.features().counters()) {
            return;
        }
        if (stream.discard() == DiscardPolicy.NEW) {
            throw wrong("counter stream cannot use discard new");
        }
        if (stream.features().messageTtl()) {
            throw wrong("counter stream cannot use message TTLs");
        }
        if (stream.features().schedules()) {
            throw wrong("counter stream cannot use message schedules");
        }
        if (stream.retention() != RetentionPolicy.LIMITS) {
            throw wrong("counter stream can only use limits retention");
        }
    }

    private static void requireDiscard(StreamConfig stream) {
        if (stream.discardNewPerSubject()) {
            if (stream.discard() != DiscardPolicy.NEW) {
                throw wrong("discard new per subject requires discard new policy to be set");
            }
            if (stream.limits().messagesPerSubjectMax() <= 0) {
                throw wrong("discard new per subject requires max msgs per subject > 0");
            }
        }
    }

    /// Markers expire, and replace what was before them.
    private StreamConfig deleteMarkers(StreamConfig stream) {
        StreamFeatures features = stream.features();
        if (features.subjectDeleteMarkerTtlNanos() < 0) {
            throw wrong("subject delete marker TTL must not be negative");
        }
        if (features.subjectDeleteMarkerTtlNanos() == 0) {
            return stream;
        }
        if (features.subjectDeleteMarkerTtlNanos() < SECOND) {
            throw wrong("subject delete marker TTL must be at least 1 second");
        }
        if (!features.messageTtl() && pedantic) {
            throw wrong("subject delete marker cannot be set if message TTLs are disabled");
        }
        return withRollup(
                stream.with(changes -> changes.features(features.withMessageTtl(true))),
                "subject delete marker cannot be set if roll-ups are disabled");
    }

    /// A schedule replaces the one before it.
    private StreamConfig schedules(StreamConfig stream) {
        if (!stream.features().schedules()) {
            return stream;
        }
        if (stream.discard() == DiscardPolicy.NEW) {
            throw wrong("message scheduling cannot use discard new");
        }
        return withRollup(stream, "message scheduling cannot be set if roll-ups are disabled");
    }

    private StreamConfig withRollup(StreamConfig stream, String complaint) {
        if (stream.access().rollup()) {
            return stream;
        }
        if (pedantic) {
            throw wrong(complaint);
        }
        return stream.with(
                changes -> changes.access(access -> access.withRollup(true).withDenyPurge(false)));
    }

    private static void requirePersistMode(StreamConfig stream) {
        if (stream.persistMode() != PersistMode.ASYNC) {
            return;
        }
        if (stream.storage() != StorageType.FILE) {
            throw wrong("async persist mode is only supported on file storage");
        }
        if (stream.replicas() > 1) {
            throw wrong("async persist mode is not supported on replicated streams");
        }
        if (stream.features().atomicPublish()) {
            throw wrong("async persist mode is not supported with atomic batch publish");
        }
    }
}
