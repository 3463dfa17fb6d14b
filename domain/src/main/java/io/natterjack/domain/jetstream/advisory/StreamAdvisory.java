package io.natterjack.domain.jetstream.advisory;

import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.jetstream.json.JsonOut;
import java.time.Instant;

/// Something that has happened to a stream.
public sealed interface StreamAdvisory extends Advisory {
    /// The name of the stream.
    String stream();

    @Override
    default String subject() {
        return "$JS.EVENT.ADVISORY.STREAM." + event() + "." + stream();
    }

    /// The token of the subject that tells what has happened.
    private String event() {
        return switch (this) {
            case Acted acted -> acted.action.name();
            case SnapshotBegun _ -> "SNAPSHOT_CREATE";
            case SnapshotEnded _ -> "SNAPSHOT_COMPLETE";
            case RestoreBegun _ -> "RESTORE_CREATE";
            case RestoreEnded _ -> "RESTORE_COMPLETE";
            case BatchAbandoned _ -> "BATCH_ABANDONED";
        };
    }

    @Override
    default String kind() {
        return switch (this) {
            case Acted _ -> "stream_action";
            case SnapshotBegun _ -> "snapshot_create";
            case SnapshotEnded _ -> "snapshot_complete";
            case RestoreBegun _ -> "restore_create";
            case RestoreEnded _ -> "restore_complete";
            case BatchAbandoned _ -> "stream_batch_abandoned";
        };
    }

    /// It was made, changed or deleted.
    record Acted(String stream, Action action) implements StreamAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            out.field("stream", stream).field("action", action.wire()).optional("domain", domain);
        }
    }

    /// It is being sent to somebody.
    record SnapshotBegun(String stream, StreamFigures state, Requester client) implements StreamAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            out.field("stream", stream)
                    .field("state", state, StreamFigures::write)
                    .field("client", client, Requester::write)
                    .optional("domain", domain);
        }
    }

    /// It was sent to somebody, or not.
    ///
    /// @param error · empty if it was
    record SnapshotEnded(String stream, Instant start, Instant end, Requester client, String error)
            implements StreamAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            out.field("stream", stream)
                    .field("start", start)
                    .field("end", end)
                    .field("client", client, Requester::write)
                    .optional("domain", domain)
                    .optional("error", error);
        }
    }

    /// It is being taken from somebody.
    record RestoreBegun(String stream, Requester client) implements StreamAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            out.field("stream", stream)
                    .field("client", client, Requester::write)
                    .optional("domain", domain);
        }
    }

    /// It was taken from somebody.
    record RestoreEnded(String stream, Instant start, Instant end, long bytes, Requester client)
            implements StreamAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            out.field("stream", stream)
                    .field("start", start)
                    .field("end", end)
                    .field("bytes", bytes)
                    .field("client", client, Requester::write)
                    .optional("domain", domain);
        }
    }

    /// An atomic batch was given up.
    ///
    /// @param reason · `timeout`, `large`, `incomplete` or `unsupported`
    record BatchAbandoned(String stream, String batch, String reason) implements StreamAdvisory {
        @Override
        public void write(JsonOut out, String domain) {
            out.field("stream", stream)
                    .optional("domain", domain)
                    .field("batch", batch)
                    .field("reason", reason);
        }
    }
}
