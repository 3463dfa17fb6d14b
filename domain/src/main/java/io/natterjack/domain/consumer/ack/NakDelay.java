package io.natterjack.domain.consumer.ack;

import io.natterjack.domain.consumer.text.GoDurationText;
import io.natterjack.domain.consumer.text.JsonBadException;
import io.natterjack.domain.consumer.text.JsonBytes;

/// What may follow `-NAK`: how long to wait, as `{"delay": <nanoseconds>}` or as a duration such as `1m30s`.
public final class NakDelay {
    /// Nothing follows, or nothing that can be understood: the message is delivered again at once.
    public static final long NONE = -1;

    private NakDelay() {}

    /// @return nanoseconds; [#NONE] for no delay
    public static long nanos(byte[] payload, int from, int to) {
        int start = JsonBytes.skipBlanks(payload, from, to);
        if (start == to) {
            return NONE;
        }
        return payload[start] == '{'
                ? ofJson(new JsonBytes(payload, start, to))
                : GoDurationText.nanos(payload, start, to);
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
