package io.natterjack.domain.consumer.config;

import org.jspecify.annotations.Nullable;

/// Which pull requests of a group are served first.
public enum PriorityPolicy {
    /// There are no groups. The default.
    NONE("none"),
    /// Only those whose thresholds are passed.
    OVERFLOW("overflow"),
    /// Those of one client, while it is there.
    PINNED_CLIENT("pinned_client"),
    /// Those with the lowest number.
    PRIORITIZED("prioritized");

    private final String wire;

    PriorityPolicy(String wire) {
        this.wire = wire;
    }

    /// Its name in JSON.
    public String wire() {
        return wire;
    }

    /// The one of a name in JSON; null if there is none.
    public static @Nullable PriorityPolicy ofWire(String wire) {
        for (PriorityPolicy each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        return null;
    }
}
