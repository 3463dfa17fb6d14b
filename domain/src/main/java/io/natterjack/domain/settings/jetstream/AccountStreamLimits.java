package io.natterjack.domain.settings.jetstream;

/// What the streams of one account may cost, all of them or those of one tier. -1 is no limit.
///
/// @param memoryBytesMax       · of all memory streams
/// @param fileBytesMax         · of all file streams
/// @param streamsMax           · at a time; 0 is no limit either, as in the next two
/// @param consumersMax         · of each stream
/// @param ackPendingMax        · of each consumer
/// @param memoryStreamBytesMax · of each memory stream; 0 is no limit either, as in the next
/// @param fileStreamBytesMax   · of each file stream
/// @param streamBytesRequired  · every stream has to limit its bytes
public record AccountStreamLimits(
        long memoryBytesMax,
        long fileBytesMax,
        int streamsMax,
        int consumersMax,
        int ackPendingMax,
        long memoryStreamBytesMax,
        long fileStreamBytesMax,
        boolean streamBytesRequired) {
    /// The default.
    public static final AccountStreamLimits NONE = new AccountStreamLimits(-1, -1, -1, -1, -1, -1, -1, false);
}
