package io.natterjack.domain.monitor.jsz;

/// What all streams together hold and have cost.
///
/// @param memoryBytes         · in memory
/// @param fileBytes           · in the store
/// @param reservedMemoryBytes · promised to streams and accounts, in memory
/// @param reservedFileBytes   · promised to streams and accounts, in the store
/// @param accounts            · that have JetStream
/// @param requests            · to the API, since the server started
/// @param errors              · requests that were refused
/// @param requestsInFlight    · requests that are not answered yet
/// @param streams             · of all accounts
/// @param consumers           · of all streams
/// @param messages            · in all streams
/// @param bytes               · in all streams, wherever they are kept
public record JetStreamFigures(
        long memoryBytes,
        long fileBytes,
        long reservedMemoryBytes,
        long reservedFileBytes,
        int accounts,
        long requests,
        long errors,
        long requestsInFlight,
        int streams,
        int consumers,
        long messages,
        long bytes) {
    /// Of a server where nothing has happened yet.
    public static final JetStreamFigures NONE = new JetStreamFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// Those of both.
    public JetStreamFigures plus(JetStreamFigures other) {
        return new JetStreamFigures(
                memoryBytes + other.memoryBytes,
                fileBytes + other.fileBytes,
                reservedMemoryBytes + other.reservedMemoryBytes,
                reservedFileBytes + other.reservedFileBytes,
                accounts + other.accounts,
                requests + other.requests,
                errors + other.errors,
                requestsInFlight + other.requestsInFlight,
                streams + other.streams,
                consumers + other.consumers,
                messages + other.messages,
                bytes + other.bytes);
    }
}
