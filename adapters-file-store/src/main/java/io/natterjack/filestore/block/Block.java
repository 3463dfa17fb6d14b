package io.natterjack.filestore.block;

import io.natterjack.filestore.record.Bytes;
import java.util.zip.CRC32C;

/// The layout of a block, which begins at a multiple of 8.
///
/// | at | bytes | |
/// |---|---|---|
/// | 0  | 4 | mark |
/// | 4  | 4 | checksum of all behind it, mixed with the segment and the place in the file |
/// | 8  | 4 | length of what is stored |
/// | 12 | 4 | length of the records in it |
/// | 16 | 4 | place of the first record |
/// | 20 | 4 | flags |
/// | 24 | … | records, compressed, then encrypted, either only if the flags say so |
///
/// Behind the blocks there is a table: where the records of each begin, and where it is in the file, with one more
/// pair for the ends; then the number of pairs, a checksum and a mark. It only saves looking for the blocks.
final class Block {
    static final int HEAD_BYTES = 24;
    static final int MARK = 0x4b4c424e;

    /// Flag: what is stored is compressed.
    static final int DEFLATED = 1;

    /// Flag: what is stored is encrypted.
    static final int LOCKED = 2;

    static final int PAIR_BYTES = 8;
    static final int TRAILER_BYTES = 16;
    static final long TABLE_MARK = 0x454c4241544b4c42L;

    private Block() {}

    static int aligned(int length) {
        return (length + 7) & -8;
    }

    /// Completes a block of which all but mark, place and checksum is there.
    static void seal(byte[] block, long seal, int at) {
        Bytes.putInt(block, 0, MARK);
        Bytes.putInt(block, 4, checksum(block, storedLength(block), seal, at));
    }

    /// Whether an array begins with a whole block of a place.
    ///
    /// @param available · bytes of the array
    static boolean valid(byte[] block, int available, long seal, int at) {
        return headed(block, available)
                && storedLength(block) <= available - HEAD_BYTES
                && Bytes.getInt(block, 4) == checksum(block, storedLength(block), seal, at);
    }

    /// Whether an array begins with what may be the head of a block.
    static boolean headed(byte[] block, int available) {
        return available >= HEAD_BYTES
                && Bytes.getInt(block, 0) == MARK
                && storedLength(block) >= 0
                && plainLength(block) >= 0;
    }

    static int storedLength(byte[] block) {
        return Bytes.getInt(block, 8);
    }

    static int plainLength(byte[] block) {
        return Bytes.getInt(block, 12);
    }

    static int place(byte[] block) {
        return Bytes.getInt(block, 16);
    }

    static int flags(byte[] block) {
        return Bytes.getInt(block, 20);
    }

    static void head(byte[] block, int stored, int plain, int place, int flags) {
        Bytes.putInt(block, 8, stored);
        Bytes.putInt(block, 12, plain);
        Bytes.putInt(block, 16, place);
        Bytes.putInt(block, 20, flags);
    }

    private static int checksum(byte[] block, int stored, long seal, int at) {
        CRC32C crc = new CRC32C();
        crc.update(block, 8, HEAD_BYTES - 8 + stored);
        return (int) crc.getValue() ^ (int) Bytes.mix(seal ^ ((long) at << 32));
    }

    /// Of a table, pairs and their number included.
    static int tableChecksum(byte[] table, int length, long seal) {
        CRC32C crc = new CRC32C();
        crc.update(table, 0, length);
        return (int) crc.getValue() ^ (int) Bytes.mix(seal);
    }
}
