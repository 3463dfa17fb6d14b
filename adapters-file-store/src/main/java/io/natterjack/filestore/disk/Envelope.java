package io.natterjack.filestore.disk;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// What is around the content of every file that is written as a whole: a mark, the version of the format, the length
/// and a checksum, so that nothing else is ever taken for it.
public final class Envelope {
    /// Of everything this storage writes. A newer one is refused, an older one would be read.
    public static final int FORMAT_VERSION = 1;

    static final int HEAD_BYTES = 16;
    private static final int MARK = 0x4a4e;

    private Envelope() {}

    public static byte[] around(FileKind kind, byte[] content, int length) {
        ByteBuffer file = ByteBuffer.allocate(HEAD_BYTES + length).order(LITTLE_ENDIAN);
        file.putShort((short) MARK).put((byte) kind.code()).put((byte) FORMAT_VERSION);
        file.putInt(length).putInt(0).putInt(0);
        file.put(content, 0, length);
        file.putInt(8, checksum(file.array()));
        return file.array();
    }

    /// The content.
    ///
    /// @throws DamagedException if it is not what was written
    /// @throws NewerFormatException if a later version has written it
    public static ByteBuffer content(FileKind kind, byte[] file) throws DamagedException, NewerFormatException {
        if (file.length < HEAD_BYTES) {
            throw new DamagedException("it is cut short");
        }
        ByteBuffer head = ByteBuffer.wrap(file).order(LITTLE_ENDIAN);
        boolean marked = head.getShort(0) == MARK && head.get(2) == kind.code();
        boolean whole = marked && head.getInt(4) == file.length - HEAD_BYTES && head.getInt(8) == checksum(file);
        if (!whole) {
            throw new DamagedException("its checksum does not match");
        }
        NewerFormatException.check(Byte.toUnsignedInt(head.get(3)));
        return ByteBuffer.wrap(file, HEAD_BYTES, file.length - HEAD_BYTES)
                .slice()
                .order(LITTLE_ENDIAN);
    }

    private static int checksum(byte[] file) {
        CRC32C crc = new CRC32C();
        crc.update(file, 0, 8);
        crc.update(file, HEAD_BYTES, file.length - HEAD_BYTES);
        return (int) crc.getValue();
    }
}
