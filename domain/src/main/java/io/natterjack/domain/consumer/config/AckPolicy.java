package io.natterjack.domain.consumer.config;

import org.jspecify.annotations.Nullable;

/// How the messages of a consumer are acknowledged.
public enum AckPolicy {
    /// Not at all. The default.
    NONE("none"),
    /// With one, all before it.
    ALL("all"),
    /// Each by itself.
    EXPLICIT("explicit"),
    /// Like `all`, by the answers to flow control.
    FLOW_CONTROL("flow_control");

    private final String wire;

    AckPolicy(String wire) {
        this.wire = wire;
    }

    /// Its name in JSON.
    public String wire() {
        return wire;
    }

    /// The one of a name in JSON; null if there is none.
    public static @Nullable AckPolicy ofWire(String wire) {
        for (AckPolicy each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        return null;
    }
}
