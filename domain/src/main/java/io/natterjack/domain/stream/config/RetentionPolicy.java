package io.natterjack.domain.stream.config;

import org.jspecify.annotations.Nullable;

/// How long a stream keeps a message.
public enum RetentionPolicy {
    /// Until a limit is reached. The default.
    LIMITS("limits"),
    /// Until all consumers that wanted it have acknowledged it.
    INTEREST("interest"),
    /// Until one consumer has acknowledged it.
    WORK_QUEUE("workqueue");

    private final String wire;

    RetentionPolicy(String wire) {
        this.wire = wire;
    }

    /// Its name in JSON.
    public String wire() {
        return wire;
    }

    /// The one of a name in JSON; null if there is none.
    public static @Nullable RetentionPolicy ofWire(String wire) {
        for (RetentionPolicy each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        return null;
    }
}
