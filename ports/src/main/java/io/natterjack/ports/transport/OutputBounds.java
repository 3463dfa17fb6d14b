package io.natterjack.ports.transport;

/// How much may wait for one client, and for how long.
///
/// @param pendingBytesMax    · a client with more output than this is dropped as a slow consumer
/// @param writeDeadlineNanos · a client that takes no byte for this long is dropped as a slow consumer
public record OutputBounds(long pendingBytesMax, long writeDeadlineNanos) {}
