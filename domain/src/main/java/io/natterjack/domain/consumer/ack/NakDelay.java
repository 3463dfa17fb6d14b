package io.natterjack.domain.consumer.ack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.json.InvalidJsonException;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonReader;
import io.natterjack.domain.text.GoDuration;

/// What may follow `-NAK`: how long to wait, as `{"delay": <nanoseconds>}` or as a duration such as `1m30s`.
public final class NakDelay {
    /// Nothing follows, or nothing that can be understood: the message is delivered again at once.
    public static final long NONE = -1;

    /// What is longer is not looked at: reading long numbers takes long.
    private static final int BYTES_MAX = 1024;

    private NakDelay() {}

    /// @return nanoseconds; [#NONE] for no delay
    public static long nanos(byte[] payload, int from, int to) {
        int start = JsonReader.skipBlanks(payload, from, to);
        if (start == to || to - start > BYTES_MAX) {
            return NONE;
        }
        return payload[start] == '{'
                ? ofJson(payload, start, to)
                : ofText(new String(payload, start, to - start, UTF_8).strip());
    }

    private static long ofText(String text) {
        long delay = GoDuration.parseOrNone(text);
        return delay == GoDuration.NONE ? NONE : Math.max(0, delay);
    }

    private static long ofJson(byte[] payload, int from, int to) {
        try {
            return Math.max(0, JsonReader.readWhole(payload, from, to, "ConsumerNakOptions", NakDelay::delayNanos));
        } catch (InvalidJsonException _) {
            return NONE;
        }
    }

    private static long delayNanos(JsonObject object) {
        long delay = 0;
        for (JsonField field : object) {
            if (field.name().equals("delay")) {
                delay = field.nanos();
            }
        }
        return delay;
    }
}
