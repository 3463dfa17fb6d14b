package io.natterjack.ports.storage.stream;

/// A window on one message of a stream: filled by whoever appends it, or by the storage that has read it. Confined to
/// one thread; the bytes are borrowed.
public final class StoredMessage {
    /// Flag: the broker wants to find this message again after a restart, because it acts by itself: it expires, or is
    /// a schedule.
    public static final int MARKED = 1;

    private static final byte[] NONE = {};

    private long sequence;
    private long timeNanos;
    private int flags;
    private byte[] subject = NONE;
    private int subjectFrom;
    private int subjectTo;
    private byte[] payload = NONE;
    private int payloadFrom;
    private int headerLength;
    private int payloadLength;

    /// @param number     · its sequence; 1 or more
    /// @param epochNanos · since 1970
    /// @param flagBits   · 0 or [#MARKED]
    public StoredMessage at(long number, long epochNanos, int flagBits) {
        sequence = number;
        timeNanos = epochNanos;
        flags = flagBits;
        return this;
    }

    public StoredMessage subject(byte[] bytes, int from, int to) {
        subject = bytes;
        subjectFrom = from;
        subjectTo = to;
        return this;
    }

    /// @param headerBytes · length of the header block at the start; 0 for none
    /// @param length      · of headers and body together
    public StoredMessage payload(byte[] bytes, int from, int headerBytes, int length) {
        payload = bytes;
        payloadFrom = from;
        headerLength = headerBytes;
        payloadLength = length;
        return this;
    }

    public long sequence() {
        return sequence;
    }

    /// Since 1970.
    public long timeNanos() {
        return timeNanos;
    }

    public int flags() {
        return flags;
    }

    public byte[] subject() {
        return subject;
    }

    public int subjectFrom() {
        return subjectFrom;
    }

    public int subjectTo() {
        return subjectTo;
    }

    public int subjectLength() {
        return subjectTo - subjectFrom;
    }

    /// Headers, then body.
    public byte[] payload() {
        return payload;
    }

    public int payloadFrom() {
        return payloadFrom;
    }

    public int headerLength() {
        return headerLength;
    }

    /// Headers included.
    public int payloadLength() {
        return payloadLength;
    }
}
