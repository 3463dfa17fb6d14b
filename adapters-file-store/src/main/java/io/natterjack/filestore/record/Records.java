package io.natterjack.filestore.record;

import java.util.zip.CRC32C;

/// The layout of a record. Everything a stream is told becomes one, in the order in which it was told.
///
/// | at | bytes | |
/// |---|---|---|
/// | 0  | 4 | length, without the zeros that fill up to a multiple of 8 |
/// | 4  | 4 | checksum of all behind it, mixed with length, place and segment: what is elsewhere is wrong |
/// | 8  | 1 | kind |
/// | 9  | 1 | flags |
/// | 10 | 2 | length of the name: a subject, or a consumer |
/// | 12 | 4 | length of the headers of a message |
/// | 16 | 8 | sequence, or a position |
/// | 24 | 8 | time |
/// | 32 | … | name, then payload |
public final class Records {
    public static final int HEAD_BYTES = 32;
    public static final int NAME_BYTES_MAX = 0xffff;

    /// A message.
    public static final int MESSAGE = 1;

    /// The message of a sequence is gone.
    public static final int REMOVE = 2;

    /// The messages up to a sequence are gone.
    public static final int REMOVE_THROUGH = 3;

    /// The definition of a consumer.
    public static final int CONSUMER = 4;

    /// The state of a consumer.
    public static final int CONSUMER_STATE = 5;

    /// A consumer is gone.
    public static final int CONSUMER_GONE = 6;

    /// Everything before a position of the log was safe when this was written: damage there is no torn write.
    public static final int SAFE = 7;

    /// Flag of a message: as the port's.
    public static final int MARKED = 1;

    /// Flag of a message: the next one belongs to the same unit.
    public static final int MORE = 2;

    /// Flag of a removal: the bytes of the message are overwritten. Flag of a message: they were.
    public static final int ERASE = 4;

    /// Flag: name and payload are encrypted.
    public static final int LOCKED = 8;

    private static final int KINDS = 7;
    private static final int ALIGNMENT = 8;

    private Records() {}

    /// What a record takes up.
    public static int aligned(int length) {
        return (length + ALIGNMENT - 1) & -ALIGNMENT;
    }

    public static int length(byte[] bytes, int at) {
        return Bytes.getInt(bytes, at);
    }

    public static int kind(byte[] bytes, int at) {
        return bytes[at + 8];
    }

    public static int flags(byte[] bytes, int at) {
        return bytes[at + 9];
    }

    public static int nameLength(byte[] bytes, int at) {
        return Bytes.unsignedShort(bytes, at + 10);
    }

    public static int headerLength(byte[] bytes, int at) {
        return Bytes.getInt(bytes, at + 12);
    }

    public static long sequence(byte[] bytes, int at) {
        return Bytes.getLong(bytes, at + 16);
    }

    public static long timeNanos(byte[] bytes, int at) {
        return Bytes.getLong(bytes, at + 24);
    }

    public static int payloadLength(byte[] bytes, int at) {
        return length(bytes, at) - HEAD_BYTES - nameLength(bytes, at);
    }

    /// Writes everything of a record but its name, payload and checksum.
    public static void head(byte[] bytes, int at, int kind, int flags, int nameLength, int headerLength) {
        bytes[at + 8] = (byte) kind;
        bytes[at + 9] = (byte) flags;
        Bytes.putShort(bytes, at + 10, nameLength);
        Bytes.putInt(bytes, at + 12, headerLength);
    }

    public static void numbers(byte[] bytes, int at, long sequence, long timeNanos) {
        Bytes.putLong(bytes, at + 16, sequence);
        Bytes.putLong(bytes, at + 24, timeNanos);
    }

    /// Says that a record is of another length, after it was taken out of a longer one.
    public static void shorten(byte[] bytes, int at, int length) {
        Bytes.putInt(bytes, at, length);
    }

    /// Adds a flag to a record, which has to be sealed again.
    public static void flag(byte[] bytes, int at, int flag) {
        bytes[at + 9] |= (byte) flag;
    }

    /// Takes a flag away.
    public static void unflag(byte[] bytes, int at, int flag) {
        bytes[at + 9] &= (byte) ~flag;
    }

    /// Writes length and checksum, after everything else.
    ///
    /// @param seal · of the segment
    /// @param place · in the segment
    public static void seal(byte[] bytes, int at, int length, CRC32C crc, long seal, int place) {
        Bytes.putInt(bytes, at, length);
        Bytes.putInt(bytes, at + 4, checksum(bytes, at, length, crc, seal, place));
    }

    /// Whether there is a whole record that was written to this very place.
    ///
    /// @param available · bytes from there on
    public static boolean valid(byte[] bytes, int at, int available, CRC32C crc, long seal, int place) {
        if (available < HEAD_BYTES) {
            return false;
        }
        int length = length(bytes, at);
        int kind = kind(bytes, at);
        if (length < HEAD_BYTES || length > available || kind < 1 || kind > KINDS) {
            return false;
        }
        int inside = length - HEAD_BYTES - nameLength(bytes, at);
        int headers = headerLength(bytes, at);
        return inside >= 0
                && headers >= 0
                && headers <= inside
                && Bytes.getInt(bytes, at + 4) == checksum(bytes, at, length, crc, seal, place);
    }

    private static int checksum(byte[] bytes, int at, int length, CRC32C crc, long seal, int place) {
        crc.reset();
        crc.update(bytes, at + 8, length - 8);
        long mixed = Bytes.mix(seal ^ ((long) place << 32) ^ length);
        return (int) crc.getValue() ^ (int) mixed;
    }
}
