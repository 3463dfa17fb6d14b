package io.natterjack.domain.consumer;

/// What became of something that a consumer has sent.
public enum Receipt {
    /// Nobody is there. It counts as not sent.
    NOBODY,
    /// Somebody has it.
    TAKEN,
    /// Somebody has it, but has too much before it: the next one should wait.
    CONGESTED
}
