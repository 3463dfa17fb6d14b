package io.natterjack.domain.stream.config;

import org.jspecify.annotations.Nullable;

/// What happens when a stream is full.
public enum DiscardPolicy {
    /// The oldest messages go. The default.
    OLD("old"),
    /// New messages are refused.
    NEW("new");

    private final String wire;

    DiscardPolicy(String wire) {
        this.wire = wire;
    }

    /// Its name in JSON.
    public String wire() {
        return wire;
    }

    /// The one of a name in JSON; null if there is none.
    public static @Nullable DiscardPolicy ofWire(String wire) {
        for (DiscardPolicy each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        return null;
    }
}
