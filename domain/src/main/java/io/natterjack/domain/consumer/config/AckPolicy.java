package io.natterjack.domain.consumer.config;

import io.natterjack.domain.text.Word;

/// How the messages of a consumer are acknowledged.
public enum AckPolicy implements Word {
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

    @Override
    public String wire() {
        return wire;
    }
}
