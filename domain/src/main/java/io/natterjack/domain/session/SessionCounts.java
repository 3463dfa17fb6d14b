package io.natterjack.domain.session;

/// What a client has sent. Written on the session's lane, read by monitoring from anywhere: a reader may see a figure
/// that is a moment old, never a torn one.
public final class SessionCounts {
    private volatile long messages;
    private volatile long bytes;
    private volatile long lastActivityNanos;

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void published(int payloadBytes) {
        messages++;
        bytes += payloadBytes;
    }

    void activeAt(long nanos) {
        lastActivityNanos = nanos;
    }

    /// Messages published.
    public long messages() {
        return messages;
    }

    /// Headers and payloads published.
    public long bytes() {
        return bytes;
    }

    /// When the client last said something or was sent a message, by the nano clock.
    public long lastActivityNanos() {
        return lastActivityNanos;
    }
}
