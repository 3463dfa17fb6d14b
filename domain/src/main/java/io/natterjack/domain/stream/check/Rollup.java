package io.natterjack.domain.stream.check;

/// Which messages go when a message is stored.
public enum Rollup {
    /// None.
    NONE,
    /// Those of the same subject.
    SUBJECT,
    /// All of them.
    ALL
}
