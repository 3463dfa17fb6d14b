package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.jetstream.api.call.GradualPurge;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.request.StreamRequest;
import io.natterjack.domain.jetstream.response.ResponseKind;
import io.natterjack.domain.jetstream.response.StreamResponses;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamLimits;
import io.natterjack.ports.storage.stream.SubjectFilter;

/// Removes messages of a stream.
final class MessageMethods {
    private MessageMethods() {}

    static byte[] delete(ApiCall call) {
        call.requireSomething();
        StreamRequest.DeleteMessage asked = call.streamRequests().deleteMessage(call.body());
        HostedStream hosted = call.writableStream();
        if (hosted.config().access().sealed()) {
            throw JetStreamError.STREAM_SEALED.failure();
        }
        if (hosted.config().access().denyDelete()) {
            throw JetStreamError.STREAM_MSG_DELETE_FAILED.failure("message delete not permitted");
        }
        if (!hosted.stream().delete(asked.sequence(), !asked.noErase())) {
            boolean beyond = Long.compareUnsigned(
                            asked.sequence(), hosted.stream().state().lastSequence())
                    > 0;
            if (hosted.config().storage() == StorageType.FILE && (beyond || asked.sequence() == 0)) {
                throw JetStreamError.STREAM_MSG_DELETE_FAILED.failure(beyond ? "stream store EOF" : "no message found");
            }
            throw JetStreamError.SEQUENCE_NOT_FOUND.failure(Long.toUnsignedString(asked.sequence()));
        }
        call.answerWhenSafe(hosted);
        return ResponseKind.STREAM_MESSAGE_DELETE.done();
    }

    static byte[] purge(ApiCall call) {
        StreamRequest.Purge asked = call.streamRequests().purge(call.bodyIfJson());
        if (asked.sequence() != 0 && asked.keep() > 0) {
            throw JetStreamError.BAD_REQUEST.failure();
        }
        HostedStream hosted = call.writableStream();
        if (hosted.config().access().sealed()) {
            throw JetStreamError.STREAM_SEALED.failure();
        }
        if (hosted.config().access().denyPurge()) {
            throw JetStreamError.STREAM_PURGE_FAILED.failure("stream purge not permitted");
        }
        if (!StreamLimits.sequenceInReach(asked.sequence())) {
            throw JetStreamError.STREAM_PURGE_FAILED.failure(
                    "sequence can not be above " + StreamLimits.FIRST_SEQUENCE_MAX);
        }
        SubjectFilter filter = asked.filter().isEmpty() ? SubjectFilter.ALL : SubjectFilter.of(asked.filter());
        if (!filter.all() && asked.sequence() != 1) {
            return new GradualPurge(call, hosted, filter, asked.sequence(), asked.keep()).next();
        }
        long purged = hosted.stream().purge(filter, asked.sequence(), asked.keep());
        call.answerWhenSafe(hosted);
        return StreamResponses.purged(purged);
    }
}
