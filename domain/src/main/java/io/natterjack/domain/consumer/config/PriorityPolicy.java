package io.natterjack.domain.consumer.config;

import io.natterjack.domain.text.Word;

/// Which pull requests of a group are served first.
public enum PriorityPolicy implements Word {
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

    @Override
    public String wire() {
        return wire;
    }
}
