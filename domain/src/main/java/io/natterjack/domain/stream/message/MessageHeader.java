package io.natterjack.domain.stream.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Headers that mean something to a stream, or to one of its consumers.
public enum MessageHeader {
    MSG_ID("Nats-Msg-Id"),
    EXPECTED_STREAM("Nats-Expected-Stream"),
    EXPECTED_LAST_SEQUENCE("Nats-Expected-Last-Sequence"),
    EXPECTED_LAST_SUBJECT_SEQUENCE("Nats-Expected-Last-Subject-Sequence"),
    EXPECTED_LAST_SUBJECT_SEQUENCE_SUBJECT("Nats-Expected-Last-Subject-Sequence-Subject"),
    EXPECTED_LAST_MSG_ID("Nats-Expected-Last-Msg-Id"),
    ROLLUP("Nats-Rollup"),
    TTL("Nats-TTL"),
    INCREMENT("Nats-Incr"),
    COUNTER_SOURCES("Nats-Counter-Sources"),
    BATCH_ID("Nats-Batch-Id"),
    BATCH_SEQUENCE("Nats-Batch-Sequence"),
    BATCH_COMMIT("Nats-Batch-Commit"),
    SCHEDULE("Nats-Schedule"),
    SCHEDULE_TIME_ZONE("Nats-Schedule-Time-Zone"),
    SCHEDULE_TTL("Nats-Schedule-TTL"),
    SCHEDULE_ROLLUP("Nats-Schedule-Rollup"),
    SCHEDULE_TARGET("Nats-Schedule-Target"),
    SCHEDULE_SOURCE("Nats-Schedule-Source"),
    SCHEDULE_NEXT("Nats-Schedule-Next"),
    SCHEDULER("Nats-Scheduler"),
    STREAM_SOURCE("Nats-Stream-Source"),
    MARKER_REASON("Nats-Marker-Reason"),
    REQUIRED_API_LEVEL("Nats-Required-Api-Level"),
    REQUEST_INFO("Nats-Request-Info"),
    TRACE_DESTINATION("Nats-Trace-Dest"),
    TRACE_ONLY("Nats-Trace-Only"),
    KV_OPERATION("KV-Operation"),
    LAST_STREAM_SEQUENCE("Nats-Last-Stream"),
    LAST_CONSUMER_SEQUENCE("Nats-Last-Consumer"),
    CONSUMER_STALLED("Nats-Consumer-Stalled");

    private static final MessageHeader[][] BY_LENGTH = byLength();

    private final String text;

    MessageHeader(String text) {
        this.text = text;
    }

    /// Its name, as it is written.
    public String text() {
        return text;
    }

    /// A number of its own, below the number of all of them. Nothing outside of this process depends on it.
    @SuppressWarnings("EnumOrdinal") // an array by header is looked at for every message
    int place() {
        return ordinal();
    }

    /// The one whose name these bytes are; null if it means nothing to a stream. Case counts.
    static @Nullable MessageHeader of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < BY_LENGTH.length) {
            for (MessageHeader each : BY_LENGTH[length]) {
                if (each.isAt(bytes, from)) {
                    return each;
                }
            }
        }
        return null;
    }

    private boolean isAt(byte[] bytes, int from) {
        for (int at = 0; at < text.length(); at++) {
            if (bytes[from + at] != text.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    private static MessageHeader[][] byLength() {
        List<List<MessageHeader>> lists = new ArrayList<>();
        for (MessageHeader each : values()) {
            while (lists.size() <= each.text.length()) {
                lists.add(new ArrayList<>());
            }
            lists.get(each.text.length()).add(each);
        }
        return lists.stream().map(list -> list.toArray(MessageHeader[]::new)).toArray(MessageHeader[][]::new);
    }
}
