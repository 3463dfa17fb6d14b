package io.natterjack.domain.consumer.config;

import org.jspecify.annotations.Nullable;

/// How fast stored messages are delivered.
public enum ReplayPolicy {
    /// As fast as they are taken. The default.
    INSTANT("instant"),
    /// At the pace at which they were published.
    ORIGINAL("original");

    private final String wire;

    ReplayPolicy(String wire) {
        this.wire = wire;
    }

    /// Its name in JSON.
    public String wire() {
        return wire;
    }

    /// The one of a name in JSON; null if there is none.
    public static @Nullable ReplayPolicy ofWire(String wire) {
        for (ReplayPolicy each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        return null;
    }
}
