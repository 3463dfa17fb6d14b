package io.natterjack.domain.stream.config;

import io.natterjack.domain.text.Word;

/// Where a stream keeps its messages.
public enum StorageType implements Word {
    /// On disk, or where the server keeps what must outlive it. The default.
    FILE("file"),
    /// In memory; gone with the server.
    MEMORY("memory");

    private final String wire;

    StorageType(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
