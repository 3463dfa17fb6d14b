package io.natterjack.ports.storage.stream;

/// When a message counts as stored.
public enum Durability {
    /// It survives the loss of power.
    DISK,

    /// It survives the end of the process; the loss of power may cost what came after the last sync.
    PAGE_CACHE,

    /// It is in memory.
    MEMORY
}
