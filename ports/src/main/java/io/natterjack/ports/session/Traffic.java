package io.natterjack.ports.session;

/// What a connection has sent and what it still has to send.
///
/// @param messages     · calls of [Connection#append] that were taken and had a body
/// @param bodyBytes    · sum of the lengths of those bodies
/// @param pendingBytes · appended and not yet written to the network, heads included
/// @param stalls       · how often a producer was told [Connection#CONGESTED]
public record Traffic(long messages, long bodyBytes, long pendingBytes, long stalls) {}
