package io.natterjack.domain.consumer.pull;

import io.natterjack.domain.jetstream.json.InvalidJsonException;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonReader;
import io.natterjack.domain.text.Digits;

/// Reads the body of a pull request: nothing, a number, or JSON.
public final class PullBodyReader {
    private long batch;
    private long bytesMax;
    private long expiresNanos;
    private boolean noWait;
    private long heartbeatNanos;
    private String group = "";
    private long pendingMin;
    private long ackPendingMin;
    private String pinId = "";
    private long priority;

    private PullBodyReader() {}

    /// @throws InvalidJsonException if it begins like JSON and is not what is wanted; anything else that cannot be
    ///                              understood asks for one message
    public static PullBody read(byte[] bytes, int from, int to) {
        int start = JsonReader.skipBlanks(bytes, from, to);
        if (start == to) {
            return PullBody.ONE;
        }
        return bytes[start] == '{'
                ? JsonReader.readWhole(
                        bytes, start, to, "JSApiConsumerGetNextRequest", object -> new PullBodyReader().read(object))
                : number(bytes, start, to);
    }

    private static PullBody number(byte[] bytes, int from, int to) {
        int end = to;
        while (bytes[end - 1] == ' ' || bytes[end - 1] == '\n' || bytes[end - 1] == '\r' || bytes[end - 1] == '\t') {
            end--;
        }
        boolean negative = bytes[from] == '-';
        long value = Digits.parse(bytes, negative || bytes[from] == '+' ? from + 1 : from, end);
        return value == Digits.NONE ? PullBody.ONE : PullBody.messages(negative ? -value : value);
    }

    private PullBody read(JsonObject object) {
        for (JsonField field : object) {
            switch (field.name()) {
                case "batch" -> batch = field.natural();
                case "expires" -> expiresNanos = field.nanos();
                case "max_bytes" -> bytesMax = field.natural();
                case "no_wait" -> noWait = field.flag();
                case "idle_heartbeat" -> heartbeatNanos = field.nanos();
                default -> choice(field.within("PriorityGroup"));
            }
        }
        return new PullBody(
                true,
                batch,
                bytesMax,
                expiresNanos,
                noWait,
                heartbeatNanos,
                group,
                pendingMin,
                ackPendingMin,
                pinId,
                priority);
    }

    private void choice(JsonField field) {
        switch (field.name()) {
            case "group" -> group = field.text();
            case "min_pending" -> pendingMin = field.int64();
            case "min_ack_pending" -> ackPendingMin = field.int64();
            case "id" -> pinId = field.text();
            case "priority" -> priority = field.natural();
            default -> field.unknown();
        }
    }
}
