package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.function.Consumer;

/// Removes messages of a stream.
final class MessageMethods {
    private MessageMethods() {}

    static Consumer<JsonOut> delete(ApiCall call) {
        call.requireSomething();
        Deletion asked = call.read("JSApiMsgDeleteRequest", Deletion::read);
        HostedStream hosted = call.stream();
        if (hosted.config().access().sealed()) {
            throw JetStreamError.STREAM_SEALED.failure();
        }
        if (hosted.config().access().denyDelete()) {
            throw JetStreamError.STREAM_MSG_DELETE_FAILED.failure("message delete not permitted");
        }
        if (!hosted.stream().delete(asked.sequence(), !asked.noErase())) {
            throw JetStreamError.STREAM_MSG_DELETE_FAILED.failure("no message found");
        }
        call.answerWhenSafe(hosted);
        return ApiMethod.success();
    }

    static Consumer<JsonOut> purge(ApiCall call) {
        Purge asked = call.bodyIsObject() ? call.read("JSApiStreamPurgeRequest", Purge::read) : new Purge(0, 0, "");
        if (asked.sequence() > 0 && asked.keep() > 0) {
            throw JetStreamError.BAD_REQUEST.failure();
        }
        HostedStream hosted = call.stream();
        if (hosted.config().access().sealed()) {
            throw JetStreamError.STREAM_SEALED.failure();
        }
        if (hosted.config().access().denyPurge()) {
            throw JetStreamError.STREAM_PURGE_FAILED.failure("stream purge not permitted");
        }
        SubjectFilter filter = asked.filter().isEmpty() ? SubjectFilter.ALL : SubjectFilter.of(asked.filter());
        long purged = hosted.stream().purge(filter, asked.sequence(), asked.keep());
        call.answerWhenSafe(hosted);
        return out -> out.field("success", true).field("purged", purged);
    }

    /// @param noErase · do not overwrite its bytes
    private record Deletion(long sequence, boolean noErase) {
        static Deletion read(JsonObject object) {
            long sequence = 0;
            boolean noErase = false;
            for (JsonField field : object) {
                switch (field.name()) {
                    case "seq" -> sequence = field.unsigned();
                    case "no_erase" -> noErase = field.flag();
                    default -> field.unknown();
                }
            }
            return new Deletion(sequence, noErase);
        }
    }

    /// @param sequence · only those before it; 0 for all
    /// @param keep     · leave so many of the last; 0 for none
    /// @param filter   · only these subjects; empty for all
    private record Purge(long sequence, long keep, String filter) {
        static Purge read(JsonObject object) {
            long sequence = 0;
            long keep = 0;
            String filter = "";
            for (JsonField field : object) {
                switch (field.name()) {
                    case "seq" -> sequence = field.unsigned();
                    case "keep" -> keep = field.unsigned();
                    case "filter" -> filter = field.text();
                    default -> field.unknown();
                }
            }
            return new Purge(sequence, keep, filter);
        }
    }
}
