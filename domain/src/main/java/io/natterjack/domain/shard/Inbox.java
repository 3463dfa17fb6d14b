package io.natterjack.domain.shard;

import io.natterjack.domain.routing.Delivery;

/// Where lanes leave messages for a shard. They copy them into one batch while the shard empties another; each message
/// costs a short lock, and the shard is woken once for a pass of reads.
///
/// Bounded in bytes and in messages. Above three quarters of a bound, or when some megabytes wait, publishers are asked
/// to pause; above the bound, a message is taken without its payload, so that the shard can tell its publisher; and
/// when even that would go on without end, nothing is taken.
///
/// **Threading.** Any thread puts; the shard takes.
public final class Inbox {
    /// Bit of the answer of [#put]: the message was taken, with or without its payload.
    static final int TAKEN = 1;

    /// Bit of the answer of [#put]: publishers should pause.
    static final int CONGESTED = 2;

    private static final int PAUSE_BYTES_MAX = 4 << 20;

    private final int bytesMax;
    private final int pauseBytes;
    private final int messagesMax;
    private InboxBatch filling = new InboxBatch();
    private InboxBatch spare = new InboxBatch();

    public Inbox(int bytesMax, int messagesMax) {
        this.bytesMax = bytesMax;
        this.pauseBytes = Math.min(PAUSE_BYTES_MAX, bytesMax / 4 * 3);
        this.messagesMax = messagesMax;
    }

    synchronized int put(Inlet inlet, Delivery message) {
        long bytes = (long) filling.usedBytes() + message.payloadLength();
        int messages = filling.count();
        boolean fits = bytes <= bytesMax && messages < messagesMax;
        if (!fits && messages >= messagesMax + messagesMax / 4) {
            return CONGESTED;
        }
        filling.add(inlet, message, fits);
        boolean congested = bytes > pauseBytes || messages > messagesMax / 4 * 3;
        return congested ? TAKEN | CONGESTED : TAKEN;
    }

    /// Hands out what has come, to be drained before the next call.
    synchronized InboxBatch take() {
        InboxBatch full = filling;
        filling = spare;
        spare = full;
        return full;
    }
}
