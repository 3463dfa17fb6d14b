package io.natterjack.domain.consumer.pull;

import io.natterjack.domain.consumer.text.JsonBadException;
import io.natterjack.domain.consumer.text.JsonBytes;

/// Reads the body of a pull request: nothing, a number, or JSON.
public final class PullBodyReader {
    private static final int DIGITS_MAX = 18;
    private static final String REQUEST = "JSApiConsumerGetNextRequest.";

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

    /// @throws JsonBadException if it begins like JSON and is not what is wanted; anything else that cannot be
    ///                          understood asks for one message
    public static PullBody read(byte[] bytes, int from, int to) throws JsonBadException {
        int start = JsonBytes.skipBlanks(bytes, from, to);
        if (start == to) {
            return PullBody.ONE;
        }
        return bytes[start] == '{'
                ? new PullBodyReader().object(new JsonBytes(bytes, start, to))
                : number(bytes, start, to);
    }

    private static PullBody number(byte[] bytes, int from, int to) {
        int end = to;
        while (bytes[end - 1] == ' ' || bytes[end - 1] == '\n' || bytes[end - 1] == '\r' || bytes[end - 1] == '\t') {
            end--;
        }
        boolean signed = bytes[from] == '-' || bytes[from] == '+';
        int digits = signed ? from + 1 : from;
        if (digits == end || end - digits > DIGITS_MAX) {
            return PullBody.ONE;
        }
        long value = 0;
        for (int at = digits; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return PullBody.ONE;
            }
            value = value * 10 + digit;
        }
        return PullBody.messages(bytes[from] == '-' ? -value : value);
    }

    private PullBody object(JsonBytes json) throws JsonBadException {
        for (boolean more = json.beginObject(); more; more = json.nextMember()) {
            if (!amount(json) && !choice(json)) {
                json.skipValue();
            }
        }
        json.end();
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

    private boolean amount(JsonBytes json) throws JsonBadException {
        if (json.nameIs("batch")) {
            batch = json.integer(REQUEST + "batch", "int");
        } else if (json.nameIs("expires")) {
            expiresNanos = json.integer(REQUEST + "expires", "time.Duration");
        } else if (json.nameIs("max_bytes")) {
            bytesMax = json.integer(REQUEST + "max_bytes", "int");
        } else if (json.nameIs("no_wait")) {
            noWait = json.bool(REQUEST + "no_wait");
        } else if (json.nameIs("idle_heartbeat")) {
            heartbeatNanos = json.integer(REQUEST + "idle_heartbeat", "time.Duration");
        } else {
            return false;
        }
        return true;
    }

    private boolean choice(JsonBytes json) throws JsonBadException {
        if (json.nameIs("group")) {
            group = json.string(REQUEST + "PriorityGroup.group");
        } else if (json.nameIs("min_pending")) {
            pendingMin = json.integer(REQUEST + "PriorityGroup.min_pending", "int64");
        } else if (json.nameIs("min_ack_pending")) {
            ackPendingMin = json.integer(REQUEST + "PriorityGroup.min_ack_pending", "int64");
        } else if (json.nameIs("id")) {
            pinId = json.string(REQUEST + "PriorityGroup.id");
        } else if (json.nameIs("priority")) {
            priority = json.integer(REQUEST + "PriorityGroup.priority", "int");
        } else {
            return false;
        }
        return true;
    }
}
