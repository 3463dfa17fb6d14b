package io.natterjack.domain.jetstream.advisory;

import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.jetstream.json.JsonOut;
import java.time.Instant;

/// Something that has happened to a stream.
public sealed interface StreamAdvisory extends Advisory {
    /// The name of the stream.
    String stream();

    /// The token of the subject that tells what has happened.
    String event();

    @Override
    default String subject() {
        return "$JS.EVENT.ADVISORY.STREAM." + event() + "." + stream();
    }

    /// It was made, changed or deleted.
    record Acted(String stream, Action action) implements StreamAdvisory {
        @Override
        public String event() {
            return action.name();
        }

        @Override
        public String kind() {
            return "stream_action";
        }

        @Override
        public void write(JsonOut out, String domain) {
            out.field("stream", stream).field("action", action.wire()).optional("domain", domain);
        }
    }

    /// It is being sent to somebody.
    record SnapshotBegun(String stream, StreamFigures state, Requester client) implements StreamAdvisory {
        @Override
        public String event() {
            return "SNAPSHOT_CREATE";
        }

        @Override
        public String kind() {
            return "snapshot_create";
        }

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
        public String event() {
            return "SNAPSHOT_COMPLETE";
        }

        @Override
        public String kind() {
            return "snapshot_complete";
        }

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
        public String event() {
            return "RESTORE_CREATE";
        }

        @Override
        public String kind() {
            return "restore_create";
        }

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
        public String event() {
            return "RESTORE_COMPLETE";
        }

        @Override
        public String kind() {
            return "restore_complete";
        }

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
    record BatchAbandoned(String account, String stream, String batch, String reason) implements StreamAdvisory {
        @Override
        public String event() {
            return "BATCH_ABANDONED";
        }

        @Override
        public String kind() {
            return "stream_batch_abandoned";
        }

        @Override
        public void write(JsonOut out, String domain) {
            out.optional("account", account)
                    .field("stream", stream)
                    .optional("domain", domain)
                    .field("batch", batch)
                    .field("reason", reason);
        }
    }
}
