package io.natterjack.domain.stream.config;

import io.natterjack.domain.text.Word;

/// How stored messages are compressed.
public enum StoreCompression implements Word {
    /// Not at all. The default.
    NONE("none"),
    /// With S2, block by block.
    S2("s2");

    private final String wire;

    StoreCompression(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
