package io.natterjack.domain.session;

import java.util.concurrent.atomic.AtomicLong;

/// What a client has sent. Written on the session's lane, read by monitoring from anywhere: a reader may see a figure
/// that is a moment old, never a torn one. There is one writer, so that counting a message needs no fence.
public final class SessionCounts {
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile long lastActivityNanos;

    void published(int payloadBytes) {
        messages.setRelease(messages.getPlain() + 1);
        bytes.setRelease(bytes.getPlain() + payloadBytes);
    }

    void activeAt(long nanos) {
        lastActivityNanos = nanos;
    }

    /// Messages published.
    public long messages() {
        return messages.get();
    }

    /// Headers and payloads published.
    public long bytes() {
        return bytes.get();
    }

    /// When the client last said something or was sent a message, by the nano clock.
    public long lastActivityNanos() {
        return lastActivityNanos;
    }
}
