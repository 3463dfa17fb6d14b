package io.natterjack.domain.jetstream.transfer;

/// The kinds of entries in a snapshot. Each entry is a byte for the kind, four for the length of the rest, and the
/// rest. Numbers have their highest byte first.
final class Entry {
    /// `NATTERJK`, with which every snapshot begins.
    static final byte[] MAGIC = {'N', 'A', 'T', 'T', 'E', 'R', 'J', 'K'};

    /// When the stream was made, since 1970.
    static final int STREAM = 1;

    /// Sequence, time, flags, lengths of subject and headers, subject, payload.
    static final int MESSAGE = 2;

    /// Lengths of name and definition, name, definition, state; the state may be missing.
    static final int CONSUMER = 3;

    /// The last sequence that was used, and its time. Nothing follows.
    static final int END = 9;

    /// Kind and length.
    static final int HEAD = 5;

    /// Of a message, before its subject.
    static final int MESSAGE_HEAD = 8 + 8 + 4 + 4 + 4;

    private Entry() {}
}
