package io.natterjack.domain.jetstream.response;

import io.natterjack.domain.jetstream.codec.StreamConfigJson;
import io.natterjack.domain.jetstream.document.MessageDocument;
import io.natterjack.domain.jetstream.document.StreamDocument;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.stream.config.StreamConfig;
import java.util.List;
import java.util.Map;

/// What is answered about streams when all is well. See [ResponseKind#failure] for when it is not, and
/// [ResponseKind#done] for what has nothing to tell.
public final class StreamResponses {
    private StreamResponses() {}

    public static byte[] created(StreamDocument stream) {
        return ResponseKind.STREAM_CREATE.answer(out -> {
            stream.write(out);
            out.field("did_create", true);
        });
    }

    /// A stream that came back from a snapshot.
    public static byte[] restored(StreamDocument stream) {
        return ResponseKind.STREAM_CREATE.answer(stream::write);
    }

    public static byte[] updated(StreamDocument stream) {
        return ResponseKind.STREAM_UPDATE.answer(stream::write);
    }

    /// @param subjects · the page of subjects; all 0 if nobody has asked for some
    public static byte[] info(Page subjects, StreamDocument stream) {
        return ResponseKind.STREAM_INFO.answer(out -> {
            subjects.write(out);
            stream.write(out);
        });
    }

    /// No names at all are a null.
    public static byte[] names(Page page, List<String> names) {
        return ResponseKind.STREAM_NAMES.answer(
                out -> page.write(out).texts("streams", names.isEmpty() ? null : names));
    }

    /// @param offline · streams that cannot be served, with the reason
    public static byte[] list(Page page, List<StreamDocument> streams, Map<String, String> offline) {
        return ResponseKind.STREAM_LIST.answer(out -> page.write(out)
                .objects("streams", streams, StreamDocument::write)
                .optionalTexts("missing", offline.keySet().stream().sorted().toList())
                .optionalMap("offline", offline));
    }

    public static byte[] purged(long messages) {
        return ResponseKind.STREAM_PURGE.answer(
                out -> out.field("success", true).unsigned("purged", messages));
    }

    public static byte[] message(MessageDocument message) {
        return ResponseKind.STREAM_MESSAGE_GET.answer(out -> out.field("message", message, MessageDocument::write));
    }

    public static byte[] snapshot(StreamConfig config, StreamFigures state) {
        return ResponseKind.STREAM_SNAPSHOT.answer(out ->
                out.field("config", config, StreamConfigJson::write).field("state", state, StreamFigures::write));
    }

    /// @param deliverSubject · where the snapshot is to be sent
    public static byte[] restore(String deliverSubject) {
        return ResponseKind.STREAM_RESTORE.answer(out -> out.field("deliver_subject", deliverSubject));
    }
}
