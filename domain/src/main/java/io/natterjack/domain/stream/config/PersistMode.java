package io.natterjack.domain.stream.config;

import io.natterjack.domain.text.Word;

/// When a publish is acknowledged.
public enum PersistMode implements Word {
    /// When the message is as durable as the server promises.
    DEFAULT("default"),
    /// At once; what was not yet written is lost in a crash.
    ASYNC("async");

    private final String wire;

    PersistMode(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
