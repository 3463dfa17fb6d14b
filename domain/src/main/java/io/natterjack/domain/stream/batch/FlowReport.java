package io.natterjack.domain.stream.batch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.json.JsonOut;

/// What the publisher of a fast batch is told on the way.
public final class FlowReport {
    private FlowReport() {}

    /// @param sequence · of the batch, up to which all is well
    /// @param flow     · after how many messages there is another report
    public static byte[] acknowledged(long sequence, int flow) {
        return ("{\"type\":\"ack\",\"seq\":" + sequence + ",\"msgs\":" + flow + "}").getBytes(US_ASCII);
    }

    /// @param expected · the sequence that is missing
    /// @param current  · the one that has come
    public static byte[] gap(long expected, long current) {
        return ("{\"type\":\"gap\",\"last_seq\":" + expected + ",\"seq\":" + current + "}").getBytes(US_ASCII);
    }

    public static byte[] refused(long sequence, ApiError error) {
        return JsonOut.document(
                error,
                (said, out) -> out.field("type", "err").field("seq", sequence).field("error", said, ApiError::write));
    }
}
