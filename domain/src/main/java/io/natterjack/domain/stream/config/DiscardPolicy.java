package io.natterjack.domain.stream.config;

import io.natterjack.domain.text.Word;

/// What happens when a stream is full.
public enum DiscardPolicy implements Word {
    /// The oldest messages go. The default.
    OLD("old"),
    /// New messages are refused.
    NEW("new");

    private final String wire;

    DiscardPolicy(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
