package io.natterjack.domain.jetstream.codec;

import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.request.StreamRequest;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamConfigBuilder;
import java.time.Instant;
import java.util.List;

/// Reads what is asked about streams. An empty body asks for nothing in particular.
///
/// Everything here throws an [io.natterjack.domain.jetstream.error.ApiFailure] for what cannot be read.
public final class StreamRequests {
    private final boolean strict;

    /// @param strict · whether unknown fields are refused
    public StreamRequests(boolean strict) {
        this.strict = strict;
    }

    public StreamRequest.Configure configure(byte[] body) {
        return Requests.read(body, "StreamConfigRequest", strict, StreamRequests::configure);
    }

    private static StreamRequest.Configure configure(JsonObject object) {
        StreamConfigBuilder stream = StreamConfigJson.unset();
        boolean pedantic = false;
        for (JsonField field : object) {
            if (field.name().equals("pedantic")) {
                pedantic = field.flag();
            } else {
                StreamConfigJson.read(field.within("StreamConfig"), stream);
            }
        }
        return new StreamRequest.Configure(stream.build(), pedantic);
    }

    public StreamRequest.Describe describe(byte[] body) {
        return Requests.read(body, "JSApiStreamInfoRequest", strict, object -> {
            int offset = 0;
            boolean deletedDetails = false;
            String subjectsFilter = "";
            for (JsonField field : object) {
                switch (field.name()) {
                    case "offset" -> offset = Requests.offset(field);
                    case "deleted_details" -> deletedDetails = field.flag();
                    case "subjects_filter" -> subjectsFilter = field.text();
                    default -> field.unknown();
                }
            }
            return new StreamRequest.Describe(offset, deletedDetails, subjectsFilter);
        });
    }

    public StreamRequest.Page names(byte[] body) {
        return page(body, "JSApiStreamNamesRequest");
    }

    public StreamRequest.Page list(byte[] body) {
        return page(body, "JSApiStreamListRequest");
    }

    private StreamRequest.Page page(byte[] body, String type) {
        return Requests.read(body, type, strict, object -> {
            int offset = 0;
            String subject = "";
            for (JsonField field : object) {
                switch (field.name()) {
                    case "offset" -> offset = Requests.offset(field);
                    case "subject" -> subject = field.text();
                    default -> field.unknown();
                }
            }
            return new StreamRequest.Page(offset, subject);
        });
    }

    public StreamRequest.Purge purge(byte[] body) {
        return Requests.read(body, "JSApiStreamPurgeRequest", strict, object -> {
            long sequence = 0;
            String filter = "";
            long keep = 0;
            for (JsonField field : object) {
                switch (field.name()) {
                    case "seq" -> sequence = field.unsigned();
                    case "filter" -> filter = field.text();
                    case "keep" -> keep = field.sequence();
                    default -> field.unknown();
                }
            }
            return new StreamRequest.Purge(sequence, filter, keep);
        });
    }

    public StreamRequest.GetMessage getMessage(byte[] body) {
        return Requests.read(body, "JSApiMsgGetRequest", strict, StreamRequests::getMessage);
    }

    /// As [#getMessage], for a request that is answered in headers; unknown fields do not matter there.
    public static StreamRequest.GetMessage directGet(byte[] body) {
        return Requests.read(body, "JSApiMsgGetRequest", false, StreamRequests::getMessage);
    }

    private static StreamRequest.GetMessage getMessage(JsonObject object) {
        long sequence = 0;
        String lastBySubject = "";
        String nextBySubject = "";
        int batch = 0;
        int bytesMax = 0;
        Instant startTime = null;
        List<String> multiLast = List.of();
        long upToSequence = 0;
        Instant upToTime = null;
        boolean noHeaders = false;
        for (JsonField field : object) {
            switch (field.name()) {
                case "seq" -> sequence = field.sequence();
                case "last_by_subj" -> lastBySubject = field.text();
                case "next_by_subj" -> nextBySubject = field.text();
                case "batch" -> batch = field.integer();
                case "max_bytes" -> bytesMax = field.integer();
                case "start_time" -> startTime = field.time();
                case "multi_last" -> multiLast = field.texts();
                case "up_to_seq" -> upToSequence = field.sequence();
                case "up_to_time" -> upToTime = field.time();
                case "no_hdr" -> noHeaders = field.flag();
                default -> field.unknown();
            }
        }
        return new StreamRequest.GetMessage(
                sequence,
                lastBySubject,
                nextBySubject,
                batch,
                bytesMax,
                startTime,
                multiLast,
                upToSequence,
                upToTime,
                noHeaders);
    }

    public StreamRequest.DeleteMessage deleteMessage(byte[] body) {
        return Requests.read(body, "JSApiMsgDeleteRequest", strict, object -> {
            long sequence = 0;
            boolean noErase = false;
            for (JsonField field : object) {
                switch (field.name()) {
                    case "seq" -> sequence = field.unsigned();
                    case "no_erase" -> noErase = field.flag();
                    default -> field.unknown();
                }
            }
            return new StreamRequest.DeleteMessage(sequence, noErase);
        });
    }

    public StreamRequest.Snapshot snapshot(byte[] body) {
        return Requests.read(body, "JSApiStreamSnapshotRequest", strict, object -> {
            String deliverSubject = "";
            boolean noConsumers = false;
            int chunkBytes = 0;
            int windowBytes = 0;
            boolean checkMessages = false;
            for (JsonField field : object) {
                switch (field.name()) {
                    case "deliver_subject" -> deliverSubject = field.text();
                    case "no_consumers" -> noConsumers = field.flag();
                    case "chunk_size" -> chunkBytes = field.integer();
                    case "window_size" -> windowBytes = field.integer();
                    case "jsck" -> checkMessages = field.flag();
                    default -> field.unknown();
                }
            }
            return new StreamRequest.Snapshot(deliverSubject, noConsumers, chunkBytes, windowBytes, checkMessages);
        });
    }

    /// What it says about the state of the stream is not looked at: the snapshot itself knows better.
    public StreamRequest.Restore restore(byte[] body) {
        return Requests.read(body, "JSApiStreamRestoreRequest", strict, object -> {
            StreamConfig config = StreamConfigJson.unset().build();
            for (JsonField field : object) {
                switch (field.name()) {
                    case "config" -> {
                        JsonObject said = field.object("StreamConfig");
                        config = said == null ? config : StreamConfigJson.read(said);
                    }
                    case "state" -> {}
                    default -> field.unknown();
                }
            }
            return new StreamRequest.Restore(config);
        });
    }
}
