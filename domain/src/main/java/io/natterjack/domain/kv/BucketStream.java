package io.natterjack.domain.kv;

import io.natterjack.domain.stream.config.DiscardPolicy;
import io.natterjack.domain.stream.config.StoreCompression;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamFeatures;
import io.natterjack.domain.stream.config.StreamLimits;
import io.natterjack.domain.stream.config.StreamSource;
import java.time.Duration;

/// What kind of stream a bucket is, and what bucket a stream is.
final class BucketStream {
    private static final long DUPLICATE_WINDOW_NANOS = 120_000_000_000L;

    private BucketStream() {}

    /// The stream that official clients would ask for.
    static StreamConfig of(KeyValueConfiguration wanted) {
        long ageNanosMax = wanted.ttl().toNanos();
        StreamLimits limits = StreamLimits.NONE
                .withMessagesPerSubjectMax(wanted.history())
                .withAgeNanosMax(ageNanosMax)
                .withBytesMax(wanted.bytesMax())
                .withMessageBytesMax(wanted.valueBytesMax());
        return StreamConfig.named(KeyValueNames.stream(wanted.bucket()))
                .description(wanted.description())
                .subjects(KeyValueNames.subjectPrefix(wanted.bucket()) + ">")
                .limits(limits)
                .discard(DiscardPolicy.NEW)
                .storage(wanted.storage())
                .compression(wanted.compressed() ? StoreCompression.S2 : StoreCompression.NONE)
                .duplicateWindowNanos(
                        ageNanosMax > 0 ? Math.min(ageNanosMax, DUPLICATE_WINDOW_NANOS) : DUPLICATE_WINDOW_NANOS)
                .access(access -> access.withDirect(true).withDenyDelete(true).withRollup(true))
                .features(features(wanted.limitMarkerTtl()))
                .republish(wanted.republish())
                .metadata(wanted.metadata())
                .build();
    }

    private static StreamFeatures features(Duration limitMarkerTtl) {
        return limitMarkerTtl.isZero()
                ? StreamFeatures.NONE
                : StreamFeatures.NONE.withMessageTtl(true).withSubjectDeleteMarkerTtlNanos(limitMarkerTtl.toNanos());
    }

    /// Whether a stream with such a name is a bucket: it knows how much to keep of each key.
    static boolean isBucket(StreamConfig stream) {
        return stream.limits().messagesPerSubjectMax() >= 1;
    }

    /// What is said about a bucket, whoever has made it.
    static KeyValueConfiguration configuration(StreamConfig stream) {
        StreamLimits limits = stream.limits();
        return new KeyValueConfiguration(
                KeyValueNames.bucket(stream.name()),
                stream.description(),
                Math.clamp(limits.messagesPerSubjectMax(), 1, KeyValueConfiguration.HISTORY_MAX),
                Duration.ofNanos(limits.ageNanosMax()),
                limits.messageBytesMax(),
                limits.bytesMax(),
                stream.storage(),
                stream.compression() == StoreCompression.S2,
                Duration.ofNanos(stream.features().subjectDeleteMarkerTtlNanos()),
                stream.republish(),
                stream.metadata());
    }

    /// How the subjects of the keys in a stream begin: a mirror has those of the bucket that it is a copy of.
    static String subjectPrefix(StreamConfig stream) {
        StreamSource mirror = stream.mirror();
        return KeyValueNames.subjectPrefix(KeyValueNames.bucket(mirror == null ? stream.name() : mirror.name()));
    }
}
