package io.natterjack.filestore.disk;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// What is around the content of every file that is written as a whole: a mark, the version of the format, the
/// length, a checksum and flags, so that nothing else is ever taken for it.
///
/// @param version · of the format it was written in
/// @param flags   · 0 or [#LOCKED]; always 0 in format 1
/// @param content · what is in it
public record Envelope(int version, int flags, ByteBuffer content) {
    /// Of everything this storage writes. A newer one is refused, older ones are read.
    public static final int FORMAT_VERSION = 2;

    /// Flag: the content, or what of it is secret, is encrypted.
    public static final int LOCKED = 1;

    static final int HEAD_BYTES = 16;
    private static final int MARK = 0x4a4e;
    private static final int FLAGS = 12;

    public static byte[] around(FileKind kind, byte[] content, int length, int flags) {
        ByteBuffer file = ByteBuffer.allocate(HEAD_BYTES + length).order(LITTLE_ENDIAN);
        file.putShort((short) MARK).put((byte) kind.code()).put((byte) FORMAT_VERSION);
        file.putInt(length).putInt(0).putInt(flags);
        file.put(content, 0, length);
        file.putInt(8, checksum(file.array(), FORMAT_VERSION));
        return file.array();
    }

    /// Looks into a file.
    ///
    /// @throws DamagedException if it is not what was written
    /// @throws NewerFormatException if a later version has written it
    public static Envelope of(FileKind kind, byte[] file) throws DamagedException, NewerFormatException {
        if (file.length < HEAD_BYTES) {
            throw new DamagedException("it is cut short");
        }
        ByteBuffer head = ByteBuffer.wrap(file).order(LITTLE_ENDIAN);
        int version = Byte.toUnsignedInt(head.get(3));
        boolean marked = head.getShort(0) == MARK && head.get(2) == kind.code();
        boolean whole =
                marked && head.getInt(4) == file.length - HEAD_BYTES && head.getInt(8) == checksum(file, version);
        if (!whole) {
            throw new DamagedException("its checksum does not match");
        }
        NewerFormatException.check(version);
        ByteBuffer content = ByteBuffer.wrap(file, HEAD_BYTES, file.length - HEAD_BYTES)
                .slice()
                .order(LITTLE_ENDIAN);
        return new Envelope(version, version == 1 ? 0 : head.getInt(FLAGS), content);
    }

    /// Over everything but itself; in format 1, what is flags now was not looked at.
    private static int checksum(byte[] file, int version) {
        int from = version == 1 ? HEAD_BYTES : FLAGS;
        CRC32C crc = new CRC32C();
        crc.update(file, 0, 8);
        crc.update(file, from, file.length - from);
        return (int) crc.getValue();
    }
}
