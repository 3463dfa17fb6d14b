package io.natterjack.ports.storage.stream;

/// What is in a stream at one moment: a window that a [MessageLog] fills. Confined to whoever has made it.
public final class StreamState {
    private long messages;
    private long bytes;
    private long firstSequence;
    private long firstTimeNanos;
    private long lastSequence;
    private long lastTimeNanos;

    /// @param messageCount · 0 or more
    /// @param sizeBytes    · by [StoredSize]
    /// @param first        · sequence of the first message; one above the last if there is none
    /// @param firstNanos   · its time since 1970; 0 if there is none
    /// @param last         · highest sequence that was ever used, also by a message that is gone
    /// @param lastNanos    · time of the last message that was stored, since 1970; 0 if there never was one
    public void set(long messageCount, long sizeBytes, long first, long firstNanos, long last, long lastNanos) {
        messages = messageCount;
        bytes = sizeBytes;
        firstSequence = first;
        firstTimeNanos = firstNanos;
        lastSequence = last;
        lastTimeNanos = lastNanos;
    }

    public long messages() {
        return messages;
    }

    public long bytes() {
        return bytes;
    }

    /// One above [#lastSequence] if there is no message.
    public long firstSequence() {
        return firstSequence;
    }

    /// Since 1970; 0 if there is no message.
    public long firstTimeNanos() {
        return firstTimeNanos;
    }

    public long lastSequence() {
        return lastSequence;
    }

    /// Since 1970; 0 if there never was a message.
    public long lastTimeNanos() {
        return lastTimeNanos;
    }

    /// Sequences between the first and the last that have no message.
    public long missing() {
        return lastSequence - firstSequence + 1 - messages;
    }
}
