package io.natterjack.domain.stream.config;

import org.jspecify.annotations.Nullable;

/// How stored messages are compressed.
public enum StoreCompression {
    /// Not at all. The default.
    NONE("none"),
    /// With S2, block by block.
    S2("s2");

    private final String wire;

    StoreCompression(String wire) {
        this.wire = wire;
    }

    /// Its name in JSON.
    public String wire() {
        return wire;
    }

    /// The one of a name in JSON; null if there is none.
    public static @Nullable StoreCompression ofWire(String wire) {
        for (StoreCompression each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        return null;
    }
}
