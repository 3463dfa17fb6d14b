package io.natterjack.domain.consumer.pull;

import org.jspecify.annotations.Nullable;

/// One pull request, and how much of it is done. Confined.
public final class PullRequest {
    private final byte[] reply;
    private final PullBody body;
    private final long expiresNanos;
    private long messages;
    private long bytes;
    private long delivered;
    private long heartbeatDueNanos;
    private String pinId;

    private @Nullable PullRequest before;
    private @Nullable PullRequest after;

    /// @param reply · where messages are wanted; kept
    public PullRequest(byte[] reply, PullBody body, long nowNanos) {
        this.reply = reply;
        this.body = body;
        this.expiresNanos = body.expiresNanos() != 0 ? saturated(nowNanos, body.expiresNanos()) : Long.MAX_VALUE;
        this.messages = body.batch();
        this.bytes = body.bytesMax();
        this.pinId = body.pinId();
        heartbeatFrom(nowNanos);
    }

    private static long saturated(long now, long nanos) {
        return nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
    }

    @Nullable
    PullRequest before() {
        return before;
    }

    @Nullable
    PullRequest after() {
        return after;
    }

    void before(@Nullable PullRequest request) {
        before = request;
    }

    void after(@Nullable PullRequest request) {
        after = request;
    }

    public byte[] reply() {
        return reply;
    }

    public PullBody body() {
        return body;
    }

    /// Since 1970; [Long#MAX_VALUE] for never.
    public long expiresNanos() {
        return expiresNanos;
    }

    /// When the next heartbeat is due; [Long#MAX_VALUE] for never.
    public long heartbeatDueNanos() {
        return heartbeatDueNanos;
    }

    /// Something has been sent: the next heartbeat is due after that.
    public void heartbeatFrom(long nowNanos) {
        long heartbeat = body.heartbeatNanos();
        heartbeatDueNanos = heartbeat > 0 ? saturated(nowNanos, heartbeat) : Long.MAX_VALUE;
    }

    /// Messages that are still wanted. Not above 0 when it is done, or if it never asked for any: one is sent then.
    public long messages() {
        return messages;
    }

    /// Bytes that may still be sent; 0 if there is no limit, or no room.
    public long bytes() {
        return bytes;
    }

    /// Messages that were sent.
    public long delivered() {
        return delivered;
    }

    /// Id of the pinned client that asks; empty if it has none.
    public String pinId() {
        return pinId;
    }

    public void pin(String id) {
        pinId = id;
    }

    /// Whether a message would pass the limit of bytes.
    public boolean tooBig(long size) {
        return bytes > 0 && size > bytes;
    }

    /// A message has been sent.
    public void sent(long size) {
        if (bytes > 0) {
            bytes -= size;
            if (bytes == 0) {
                messages = 1;
            }
        }
        delivered++;
        messages--;
    }
}
