package io.natterjack.domain.consumer.pull;

/// What a pull request asks for.
///
/// @param options        · it has come as JSON, so that the rules of priority groups hold for it
/// @param batch          · messages; below 1 counts as 1
/// @param bytesMax       · 0 for any number
/// @param expiresNanos   · how long it waits; 0 for ever
/// @param noWait         · ends when there is nothing more
/// @param heartbeatNanos · between signs of life; 0 for none
/// @param group          · the priority group; empty for none
/// @param pendingMin     · only with so many messages to be delivered; 0 for any number
/// @param ackPendingMin  · or with so many messages unacknowledged; 0 for any number
/// @param pinId          · id of the pinned client; empty for none
/// @param priority       · 0 to 9, the lowest first
public record PullBody(
        boolean options,
        long batch,
        long bytesMax,
        long expiresNanos,
        boolean noWait,
        long heartbeatNanos,
        String group,
        long pendingMin,
        long ackPendingMin,
        String pinId,
        long priority) {
    /// One message.
    public static final PullBody ONE = messages(1);

    static PullBody messages(long batch) {
        return new PullBody(false, batch, 0, 0, false, 0, "", 0, 0, "", 0);
    }
}
