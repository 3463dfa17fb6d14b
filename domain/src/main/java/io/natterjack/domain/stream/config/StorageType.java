package io.natterjack.domain.stream.config;

import org.jspecify.annotations.Nullable;

/// Where a stream keeps its messages.
public enum StorageType {
    /// On disk, or where the server keeps what must outlive it. The default.
    FILE("file"),
    /// In memory; gone with the server.
    MEMORY("memory");

    private final String wire;

    StorageType(String wire) {
        this.wire = wire;
    }

    /// Its name in JSON.
    public String wire() {
        return wire;
    }

    /// The one of a name in JSON; null if there is none.
    public static @Nullable StorageType ofWire(String wire) {
        for (StorageType each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        return null;
    }
}
