package io.natterjack.domain.consumer.ack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.consumer.text.JsonBadException;
import io.natterjack.domain.consumer.text.JsonBytes;
import io.natterjack.domain.stream.message.GoDuration;

/// What may follow `-NAK`: how long to wait, as `{"delay": <nanoseconds>}` or as a duration such as `1m30s`.
public final class NakDelay {
    /// Nothing follows, or nothing that can be understood: the message is delivered again at once.
    public static final long NONE = -1;

    /// What is longer is not looked at: reading long numbers takes long.
    private static final int BYTES_MAX = 1024;

    private NakDelay() {}

    /// @return nanoseconds; [#NONE] for no delay
    public static long nanos(byte[] payload, int from, int to) {
        int start = JsonBytes.skipBlanks(payload, from, to);
        if (start == to || to - start > BYTES_MAX) {
            return NONE;
        }
        return payload[start] == '{'
                ? ofJson(new JsonBytes(payload, start, to))
                : ofText(new String(payload, start, to - start, UTF_8).strip());
    }

    private static long ofText(String text) {
        long delay = GoDuration.parse(text);
        return delay == GoDuration.NONE ? NONE : Math.max(0, delay);
    }

    private static long ofJson(JsonBytes json) {
        try {
            long delay = 0;
            for (boolean more = json.beginObject(); more; more = json.nextMember()) {
                if (json.nameIs("delay")) {
                    delay = json.integer("ConsumerNakOptions.delay", "time.Duration");
                } else {
                    json.skipValue();
                }
            }
            json.end();
            return Math.max(0, delay);
        } catch (JsonBadException _) {
            return NONE;
        }
    }
}
