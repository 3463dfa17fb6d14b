package io.natterjack.domain.consumer.rules;

import io.natterjack.domain.text.Word;

/// What a request wants to happen.
public enum ConsumerAction implements Word {
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

    @Override
    public String wire() {
        return wire;
    }
}
