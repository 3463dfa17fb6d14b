package io.natterjack.domain.stream.config;

import io.natterjack.domain.text.Word;

/// How long a stream keeps a message.
public enum RetentionPolicy implements Word {
    /// Until a limit is reached. The default.
    LIMITS("limits"),
    /// Until all consumers that wanted it have acknowledged it.
    INTEREST("interest"),
    /// Until one consumer has acknowledged it.
    WORK_QUEUE("workqueue");

    private final String wire;

    RetentionPolicy(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
