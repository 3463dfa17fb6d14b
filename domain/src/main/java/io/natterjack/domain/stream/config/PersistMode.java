package io.natterjack.domain.stream.config;

import org.jspecify.annotations.Nullable;

/// When a publish is acknowledged.
public enum PersistMode {
    /// When the message is as durable as the server promises.
    DEFAULT("default"),
    /// At once; what was not yet written is lost in a crash.
    ASYNC("async");

    private final String wire;

    PersistMode(String wire) {
        this.wire = wire;
    }

    /// Its name in JSON.
    public String wire() {
        return wire;
    }

    /// The one of a name in JSON; null if there is none.
    public static @Nullable PersistMode ofWire(String wire) {
        for (PersistMode each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        return null;
    }
}
