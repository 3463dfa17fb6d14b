package io.natterjack.postgres.tail;

/// Messages of one chunk.
///
/// @param from · the first entry
/// @param to   · behind the last
public record Slice(TailChunk chunk, int from, int to) {}
