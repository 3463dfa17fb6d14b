package io.natterjack.domain.monitor.jsz;

import java.util.List;

/// What one account holds.
///
/// @param memoryBytes    · in memory
/// @param fileBytes      · in the store
/// @param memoryBytesMax · what it may hold in memory; -1 for any number
/// @param fileBytesMax   · what it may hold in the store; -1 for any number
/// @param requests       · to the API, since the server started
/// @param errors         · requests that were refused
/// @param streams        · by name; empty if nobody has asked for them
public record AccountReport(
        String name,
        long memoryBytes,
        long fileBytes,
        long memoryBytesMax,
        long fileBytesMax,
        long requests,
        long errors,
        List<StreamReport> streams) {
    public AccountReport {
        streams = List.copyOf(streams);
    }
}
