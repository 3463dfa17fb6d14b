package io.natterjack.domain.consumer.config;

import io.natterjack.domain.text.Word;

/// How fast stored messages are delivered.
public enum ReplayPolicy implements Word {
    /// As fast as they are taken. The default.
    INSTANT("instant"),
    /// At the pace at which they were published.
    ORIGINAL("original");

    private final String wire;

    ReplayPolicy(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
