package io.natterjack.domain.stream.rules;

import static io.natterjack.domain.stream.rules.StreamRules.wrong;

import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.DiscardPolicy;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StreamConfig;

/// What may become of a stream that is there.
final class UpdateRules {
    private UpdateRules() {}

    static StreamConfig check(StreamConfig old, StreamConfig stream) {
        if (stream.storage() != old.storage()) {
            throw wrong("stream configuration update can not change storage type");
        }
        if (stream.retention() != old.retention()
                && (old.retention() == RetentionPolicy.WORK_QUEUE
                        || stream.retention() == RetentionPolicy.WORK_QUEUE)) {
            throw wrong("stream configuration update can not change retention policy to/from workqueue");
        }
        requireAccess(old, stream);
        if (stream.mirror() != null && !stream.mirror().equals(old.mirror())) {
            throw JetStreamError.STREAM_MIRROR_NOT_UPDATABLE.failure();
        }
        requireFeatures(old, stream);
        return stream.access().sealed() ? sealed(stream) : stream;
    }

    private static void requireAccess(StreamConfig old, StreamConfig stream) {
        if (old.access().sealed() && !stream.access().sealed()) {
            throw wrong("stream configuration update can not unseal a sealed stream");
        }
        if (old.access().denyDelete() && !stream.access().denyDelete()) {
            throw wrong("stream configuration update can not cancel deny message deletes");
        }
        if (old.access().denyPurge() && !stream.access().denyPurge()) {
            throw wrong("stream configuration update can not cancel deny purge");
        }
    }

    private static void requireFeatures(StreamConfig old, StreamConfig stream) {
        if (old.features().messageTtl() && !stream.features().messageTtl()) {
            throw wrong("message TTL status can not be disabled");
        }
        if (old.features().counters() != stream.features().counters()) {
            throw wrong("stream configuration update can not change message counter setting");
        }
        if (old.features().schedules() && !stream.features().schedules()) {
            throw wrong("message schedules can not be disabled");
        }
        if (old.persistMode() != stream.persistMode()) {
            throw wrong("stream configuration update can not change persist mode");
        }
    }

    /// Nothing can come in, be removed, or expire.
    private static StreamConfig sealed(StreamConfig stream) {
        return stream.with(changes -> changes.limits(limits -> limits.withAgeNanosMax(0))
                .discard(DiscardPolicy.NEW)
                .access(access ->
                        access.withDenyDelete(true).withDenyPurge(true).withRollup(false)));
    }
}
