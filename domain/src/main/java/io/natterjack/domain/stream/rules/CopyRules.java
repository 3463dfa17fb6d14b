package io.natterjack.domain.stream.rules;

import static io.natterjack.domain.stream.rules.StreamRules.pedantic;
import static io.natterjack.domain.stream.rules.StreamRules.wrong;

import io.natterjack.domain.jetstream.asset.AssetName;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.config.StreamSource.External;
import io.natterjack.domain.stream.config.StreamSource.SourceConsumer;
import io.natterjack.domain.stream.config.TransformConfig;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.text.GoQuoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a stream may copy from others, as a mirror or by its sources.
///
/// A stream that is copied need not be there. If it is, it has to fit, and must not copy back.
final class CopyRules {
    private static final String API_PREFIX = "$JS.API";

    private final AccountView account;
    private final boolean pedantic;
    private final List<String> originSubjects = new ArrayList<>();
    private final List<External> externals = new ArrayList<>();

    CopyRules(AccountView account, boolean pedantic) {
        this.account = account;
        this.pedantic = pedantic;
    }

    StreamConfig check(StreamConfig request) {
        StreamConfig stream = request.mirror() == null ? request : mirror(request, request.mirror());
        if (!stream.sources().isEmpty() && stream.features().schedules()) {
            throw JetStreamError.SOURCE_WITH_MSG_SCHEDULES.failure();
        }
        requireSources(stream);
        requireDeliverPrefixes();
        requireApiPrefixes();
        new CycleRules(account).check(stream);
        return stream;
    }

    private StreamConfig mirror(StreamConfig stream, StreamSource mirror) {
        requireNothingOfItsOwn(stream);
        if (mirror.consumer() != null
                && (!valid(mirror.consumer())
                        || mirror.startSequence() != 0
                        || mirror.startTime() != null
                        || !mirror.filterSubject().isEmpty())) {
            throw JetStreamError.MIRROR_DURABLE_CONSUMER_CFG_INVALID.failure();
        }
        if (!mirror.filterSubject().isEmpty() && !mirror.transforms().isEmpty()) {
            throw JetStreamError.MIRROR_MULTIPLE_FILTERS_NOT_ALLOWED.failure();
        }
        if (stream.features().subjectDeleteMarkerTtlNanos() > 0) {
            throw wrong("subject delete markers forbidden on mirrors");
        }
        for (TransformConfig transform : mirror.transforms()) {
            TransformRules.require(
                    transform,
                    JetStreamError.MIRROR_INVALID_SUBJECT_FILTER,
                    JetStreamError.MIRROR_INVALID_TRANSFORM_DESTINATION);
        }
        if (TransformRules.anyTwo(mirror.transforms(), TransformRules::overlap)) {
            throw JetStreamError.MIRROR_OVERLAPPING_SUBJECT_FILTERS.failure();
        }
        if (mirror.external() != null) {
            externals.add(mirror.external());
            return stream;
        }
        if (!AssetName.valid(mirror.name())) {
            throw JetStreamError.MIRROR_INVALID_STREAM_NAME.failure();
        }
        return mirrorOf(stream, account.stream(mirror.name()));
    }

    private StreamConfig mirrorOf(StreamConfig stream, @Nullable StreamConfig origin) {
        if (origin == null) {
            return stream;
        }
        originSubjects.addAll(origin.subjects());
        if (tooSmall(stream, origin)) {
            throw JetStreamError.MIRROR_MAX_MESSAGE_SIZE_TOO_BIG.failure();
        }
        boolean direct = origin.access().direct();
        if (pedantic && stream.access().mirrorDirect() != direct) {
            throw pedantic("origin stream has direct get set, mirror has it disabled");
        }
        return stream.with(changes -> changes.access(access -> access.withMirrorDirect(direct)));
    }

    private static void requireNothingOfItsOwn(StreamConfig stream) {
        if (stream.firstSequence() != 0) {
            throw JetStreamError.MIRROR_WITH_FIRST_SEQ.failure();
        }
        if (!stream.subjects().isEmpty()) {
            throw JetStreamError.MIRROR_WITH_SUBJECTS.failure();
        }
        if (!stream.sources().isEmpty()) {
            throw JetStreamError.MIRROR_WITH_SOURCES.failure();
        }
        if (stream.features().counters()) {
            throw JetStreamError.MIRROR_WITH_COUNTERS.failure();
        }
        if (stream.features().atomicPublish()) {
            throw JetStreamError.MIRROR_WITH_ATOMIC_PUBLISH.failure();
        }
        if (stream.features().batchPublish()) {
            throw JetStreamError.MIRROR_WITH_BATCH_PUBLISH.failure();
        }
        if (stream.features().schedules()) {
            throw JetStreamError.MIRROR_WITH_MSG_SCHEDULES.failure();
        }
    }

    private void requireSources(StreamConfig stream) {
        Set<StreamSource> known = new HashSet<>();
        Set<String> consumers = new HashSet<>();
        for (StreamSource source : stream.sources()) {
            if (!AssetName.valid(source.name())) {
                throw JetStreamError.SOURCE_INVALID_STREAM_NAME.failure();
            }
            if (!known.add(identity(source))) {
                throw JetStreamError.SOURCE_DUPLICATE_DETECTED.failure();
            }
            requireSourceFilters(source);
            if (source.consumer() != null) {
                if (!valid(source.consumer())
                        || source.startSequence() != 0
                        || source.startTime() != null
                        || !source.filterSubject().isEmpty()) {
                    throw JetStreamError.SOURCE_DURABLE_CONSUMER_CFG_INVALID.failure();
                }
                if (!consumers.add(source.name() + " " + apiPrefix(source) + " "
                        + source.consumer().name())) {
                    throw JetStreamError.SOURCE_DURABLE_CONSUMER_DUPLICATE_DETECTED.failure();
                }
            }
            requireOrigin(stream, source);
        }
    }

    private static void requireSourceFilters(StreamSource source) {
        if (!source.filterSubject().isEmpty() && !source.transforms().isEmpty()) {
            throw JetStreamError.SOURCE_MULTIPLE_FILTERS_NOT_ALLOWED.failure();
        }
        for (TransformConfig transform : source.transforms()) {
            TransformRules.require(
                    transform,
                    JetStreamError.SOURCE_INVALID_SUBJECT_FILTER,
                    JetStreamError.SOURCE_INVALID_TRANSFORM_DESTINATION);
        }
        if (TransformRules.anyTwo(source.transforms(), TransformRules::within)) {
            throw JetStreamError.SOURCE_OVERLAPPING_SUBJECT_FILTERS.failure();
        }
    }

    private void requireOrigin(StreamConfig stream, StreamSource source) {
        if (source.external() != null) {
            externals.add(source.external());
            return;
        }
        StreamConfig origin = account.stream(source.name());
        if (origin != null) {
            originSubjects.addAll(origin.subjects());
            if (tooSmall(stream, origin)) {
                throw JetStreamError.SOURCE_MAX_MESSAGE_SIZE_TOO_BIG.failure();
            }
        }
    }

    /// Two sources that only differ in where they start are the same.
    private static StreamSource identity(StreamSource source) {
        List<TransformConfig> transforms = source.transforms().stream()
                .map(transform -> new TransformConfig(
                        TransformRules.orAll(transform.source()), TransformRules.orAll(transform.destination())))
                .toList();
        External external = source.external() == null
                ? null
                : new External(source.external().apiPrefix(), "");
        SourceConsumer consumer = source.consumer() == null
                ? null
                : new SourceConsumer(source.consumer().name(), "");
        return new StreamSource(
                source.name(), 0, null, TransformRules.orAll(source.filterSubject()), transforms, external, consumer);
    }

    private static String apiPrefix(StreamSource source) {
        return source.external() == null ? "" : source.external().apiPrefix();
    }

    private static boolean valid(SourceConsumer consumer) {
        return AssetName.valid(consumer.name())
                && Subjects.literal(consumer.deliverSubject())
                && Subjects.valid(consumer.deliverSubject());
    }

    private static boolean tooSmall(StreamConfig stream, StreamConfig origin) {
        int max = stream.limits().messageBytesMax();
        return max > 0 && origin.limits().messageBytesMax() > max;
    }

    private void requireDeliverPrefixes() {
        for (External external : externals) {
            String prefix = external.deliverPrefix();
            if (prefix.isEmpty()) {
                continue;
            }
            if (!Subjects.valid(prefix) || !Subjects.literal(prefix)) {
                throw JetStreamError.STREAM_INVALID_EXTERNAL_DELIVERY_SUBJ.failure(prefix);
            }
            for (String subject : originSubjects) {
                if (Subjects.overlap(subject, prefix + "." + subject)) {
                    throw JetStreamError.STREAM_EXTERNAL_DEL_PREFIX_OVERLAPS.failure(prefix, subject);
                }
            }
        }
    }

    private void requireApiPrefixes() {
        for (External external : externals) {
            String prefix = external.apiPrefix();
            if (prefix.isEmpty()) {
                continue;
            }
            if (!Subjects.valid(prefix) || !Subjects.literal(prefix)) {
                throw wrong("stream external api prefix " + GoQuoted.text(prefix)
                        + " must be a valid subject without wildcards");
            }
            if (Subjects.overlap(prefix, API_PREFIX)) {
                throw JetStreamError.STREAM_EXTERNAL_API_OVERLAP.failure(prefix, API_PREFIX);
            }
        }
    }

    /// What is looked at only when a stream is made, and is no error of a configuration.
    static void requireFilters(StreamConfig stream) {
        StreamSource mirror = stream.mirror();
        if (mirror != null && badFilter(mirror)) {
            throw JetStreamError.STREAM_CREATE.failure(
                    "subject filter '" + mirror.filterSubject() + "' for the mirror invalid subject");
        }
        for (StreamSource source : stream.sources()) {
            if (badFilter(source)) {
                throw JetStreamError.STREAM_CREATE.failure(
                        "subject filter '" + source.filterSubject() + "' for the source: invalid subject");
            }
        }
    }

    private static boolean badFilter(StreamSource source) {
        return source.transforms().isEmpty()
                && !source.filterSubject().isEmpty()
                && !Subjects.valid(source.filterSubject());
    }
}
