package io.natterjack.domain.consumer.config;

import org.jspecify.annotations.Nullable;

/// Where in the stream a consumer starts.
public enum DeliverPolicy {
    /// At the first message. The default.
    ALL("all"),
    /// At the last message.
    LAST("last"),
    /// After the last message.
    NEW("new"),
    /// At a sequence.
    BY_START_SEQUENCE("by_start_sequence"),
    /// At the first message that is not older than a time.
    BY_START_TIME("by_start_time"),
    /// At the last message of each subject.
    LAST_PER_SUBJECT("last_per_subject");

    private final String wire;

    DeliverPolicy(String wire) {
        this.wire = wire;
    }

    /// Its name in JSON.
    public String wire() {
        return wire;
    }

    /// The one of a name in JSON; null if there is none.
    public static @Nullable DeliverPolicy ofWire(String wire) {
        for (DeliverPolicy each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        return null;
    }
}
