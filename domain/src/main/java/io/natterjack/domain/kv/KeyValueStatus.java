package io.natterjack.domain.kv;

/// A bucket at one moment.
///
/// @param values       · in the bucket, with history and what marks deleted keys
/// @param bytes        · that they take
/// @param lastRevision · of the latest change of any key; 0 before the first
/// @param mirror       · a copy of another bucket, which can only be read
public record KeyValueStatus(
        KeyValueConfiguration configuration, long values, long bytes, long lastRevision, boolean mirror) {}
