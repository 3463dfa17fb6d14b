package io.natterjack.domain.consumer.rules;

import org.jspecify.annotations.Nullable;

/// What a request wants to happen.
public enum ConsumerAction {
    /// Whatever is possible. The default.
    CREATE_OR_UPDATE(""),
    /// There must be none of that name, unless it is the same.
    CREATE("create"),
    /// There must be one of that name.
    UPDATE("update");

    private final String wire;

    ConsumerAction(String wire) {
        this.wire = wire;
    }

    /// Its name in JSON.
    public String wire() {
        return wire;
    }

    /// The one of a name in JSON; null if there is none.
    public static @Nullable ConsumerAction ofWire(String wire) {
        for (ConsumerAction each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        return null;
    }
}
