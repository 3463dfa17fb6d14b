package io.natterjack.domain.session;

import java.util.concurrent.atomic.AtomicLong;

/// What a client has sent. Written on the session's lane, read by monitoring from anywhere: a reader may see a figure
/// that is a moment old, never a torn one. There is one writer, so that counting a message needs no fence.
public final class SessionCounts {
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong lastDeliveryNanos = new AtomicLong();
    private volatile long lastHeardNanos;

    /// The client is here.
    void opened(long nanos) {
        lastHeardNanos = nanos;
        lastDeliveryNanos.setOpaque(nanos);
    }

    void published(int payloadBytes) {
        messages.setRelease(messages.getPlain() + 1);
        bytes.setRelease(bytes.getPlain() + payloadBytes);
    }

    void heardAt(long nanos) {
        lastHeardNanos = nanos;
    }

    /// A message has been appended to the client's output. Called from any lane, for each message, without any order:
    /// the times differ by moments. Most messages come in one pass of reads and carry the same time, and then nothing
    /// is written.
    void deliveredAt(long nanos) {
        if (lastDeliveryNanos.getOpaque() != nanos) {
            lastDeliveryNanos.setOpaque(nanos);
        }
    }

    /// Messages published.
    public long messages() {
        return messages.get();
    }

    /// Headers and payloads published.
    public long bytes() {
        return bytes.get();
    }

    /// When the client last said something, by the nano clock.
    public long lastHeardNanos() {
        return lastHeardNanos;
    }

    /// When the client last said something or was sent a message, by the nano clock.
    public long lastActivityNanos() {
        long heard = lastHeardNanos;
        long delivered = lastDeliveryNanos.getOpaque();
        return heard - delivered >= 0 ? heard : delivered;
    }
}
