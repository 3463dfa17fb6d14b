package io.natterjack.ports.session;

/// What a connection has sent and what it still has to send.
///
/// @param appends      · calls of [Connection#append] that were taken
/// @param pendingBytes · appended and not yet written to the network
/// @param stalls       · how often a producer was told [Connection#CONGESTED]
public record Traffic(long appends, long pendingBytes, long stalls) {}
