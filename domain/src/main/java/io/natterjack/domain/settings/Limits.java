package io.natterjack.domain.settings;

/// What clients may cost. 0 and -1 mean what they mean in the configuration file of the reference: see each line.
///
/// @param controlLineBytesMax   · longest protocol line
/// @param payloadBytesMax       · longest message, headers included
/// @param pendingBytesMax       · output waiting for one client before it is dropped
/// @param connectionsMax        · clients at a time; 0 or less for any number
/// @param subscriptionsMax      · of one client; 0 for any number
/// @param subjectTokensMax      · of one subscription; 0 for any number
/// @param pingIntervalNanos     · between two PINGs of the server
/// @param pingsOutstandingMax   · unanswered PINGs before a connection is stale
/// @param authTimeoutNanos      · until CONNECT must have arrived
/// @param writeDeadlineNanos    · until a blocked client is dropped
/// @param closedConnectionsMax  · how many closed connections monitoring remembers
/// @param lameDuckNanos         · over how long clients are sent away
/// @param lameDuckGraceNanos    · before the first is sent away
/// @param fastProducerStall     · producers are slowed down for a congested consumer
public record Limits(
        int controlLineBytesMax,
        int payloadBytesMax,
        long pendingBytesMax,
        int connectionsMax,
        int subscriptionsMax,
        int subjectTokensMax,
        long pingIntervalNanos,
        int pingsOutstandingMax,
        long authTimeoutNanos,
        long writeDeadlineNanos,
        int closedConnectionsMax,
        long lameDuckNanos,
        long lameDuckGraceNanos,
        boolean fastProducerStall) {
    private static final long SECOND = 1_000_000_000L;

    /// The reference's defaults.
    public static final Limits DEFAULT = new Limits(
            4096,
            1 << 20,
            64L << 20,
            65_536,
            0,
            0,
            120 * SECOND,
            2,
            2 * SECOND,
            10 * SECOND,
            10_000,
            120 * SECOND,
            10 * SECOND,
            true);
}
