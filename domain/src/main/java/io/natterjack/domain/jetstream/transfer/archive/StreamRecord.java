package io.natterjack.domain.jetstream.transfer.archive;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.jetstream.json.JsonReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the stream is that an archive holds, as its first entry says it. When it was made is said by this server only.
///
/// @param bytes         · of all messages, as its own server counts them
/// @param firstSequence · 0 for a stream that never had a message
/// @param lastNanos     · time of the last message since 1970; 0 for none
/// @param consumers     · entries that follow
/// @param created       · null if that is not known
public record StreamRecord(
        long messages,
        long bytes,
        long firstSequence,
        long lastSequence,
        long lastNanos,
        int consumers,
        @Nullable Instant created) {
    /// What is written about a stream.
    public static byte[] write(StreamFigures figures, Instant created) {
        return JsonOut.document(figures, (each, out) -> {
            each.write(out);
            out.field("created", created);
        });
    }

    /// @throws SnapshotException if it makes no sense
    /// @throws io.natterjack.domain.jetstream.json.InvalidJsonException if it is no such entry
    public static StreamRecord read(byte[] json) {
        StreamRecord read = JsonReader.readWhole(json, "StreamState", StreamRecord::read);
        if (read.consumers < 0) {
            throw new SnapshotException("invalid stream state: negative consumer count");
        }
        if (read.bytes < 0 || read.messages < 0 || read.firstSequence < 0 || read.lastSequence < 0) {
            throw new SnapshotException("invalid stream state: numbers are too large");
        }
        boolean empty = read.firstSequence == 0
                ? read.lastSequence == 0 && read.messages == 0
                : read.firstSequence - 1 == read.lastSequence && read.messages == 0;
        if (!empty && (read.firstSequence == 0 || read.firstSequence > read.lastSequence)) {
            throw new SnapshotException("invalid stream state: inconsistent message count or sequence range");
        }
        if (!empty && read.messages > read.lastSequence - read.firstSequence + 1) {
            throw new SnapshotException("invalid stream state: message count exceeds sequence range");
        }
        return read;
    }

    private static StreamRecord read(JsonObject object) {
        long messages = 0;
        long bytes = 0;
        long first = 0;
        long last = 0;
        Instant lastTime = null;
        int consumers = 0;
        Instant created = null;
        for (JsonField field : object) {
            switch (field.name()) {
                case "messages" -> messages = field.unsigned();
                case "bytes" -> bytes = field.unsigned();
                case "first_seq" -> first = field.unsigned();
                case "last_seq" -> last = field.unsigned();
                case "last_ts" -> lastTime = field.time();
                case "consumer_count" -> consumers = field.int32();
                case "created" -> created = field.time();
                default -> field.unknown();
            }
        }
        long lastNanos = lastTime == null ? 0 : Math.max(0, EpochNanos.of(lastTime));
        return new StreamRecord(messages, bytes, first, last, lastNanos, consumers, created);
    }
}
