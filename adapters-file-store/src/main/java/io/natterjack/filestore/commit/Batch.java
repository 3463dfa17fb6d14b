package io.natterjack.filestore.commit;

import io.natterjack.filestore.log.PieceVisitor;
import io.natterjack.filestore.record.ByteWriter;
import io.natterjack.filestore.record.Bytes;
import io.natterjack.filestore.segment.SegmentFile;
import java.util.zip.CRC32C;

/// What is written to the journal at once: pieces of logs, each with its place, in whole sectors.
///
/// | at | bytes | |
/// |---|---|---|
/// | 0  | 8 | mark |
/// | 8  | 8 | epoch of the journal |
/// | 16 | 8 | number of the batch in it |
/// | 24 | 4 | length of all, without the zeros behind |
/// | 28 | 4 | checksum of all else |
/// | 32 | … | pieces: stream (8), segment (4), generation (4), place (4), length (4), bytes |
final class Batch implements PieceVisitor {
    static final int SECTOR_BYTES = 512;
    static final int HEAD_BYTES = 32;
    static final int PIECE_HEAD_BYTES = 24;
    static final long MARK = 0x48435441424a4e4eL;

    private final ByteWriter bytes = new ByteWriter(1 << 16);
    private final CRC32C crc = new CRC32C();

    void clear() {
        bytes.clear();
        for (int i = 0; i < HEAD_BYTES; i += Long.BYTES) {
            bytes.putLong(0);
        }
    }

    @Override
    public void visit(SegmentFile file, int place, byte[] source, int from, int length) {
        bytes.putLong(file.stream()).putInt(file.number()).putInt(file.generation());
        bytes.putInt(place).putInt(length).putBytes(source, from, length);
    }

    boolean isEmpty() {
        return bytes.length() == HEAD_BYTES;
    }

    /// Forgets what was added behind a length.
    void cut(int length) {
        bytes.cut(length);
    }

    int length() {
        return bytes.length();
    }

    /// Completes the batch.
    ///
    /// @return its length in whole sectors, of [#array]
    int seal(long epoch, long number) {
        int length = bytes.length();
        while (bytes.length() % SECTOR_BYTES != 0) {
            bytes.putByte(0);
        }
        byte[] array = bytes.array();
        Bytes.putLong(array, 0, MARK);
        Bytes.putLong(array, 8, epoch);
        Bytes.putLong(array, 16, number);
        Bytes.putInt(array, 24, length);
        Bytes.putInt(array, 28, checksum(array, 0, length, crc));
        return bytes.length();
    }

    byte[] array() {
        return bytes.array();
    }

    static int checksum(byte[] array, int at, int length, CRC32C crc) {
        crc.reset();
        crc.update(array, at, 28);
        crc.update(array, at + HEAD_BYTES, length - HEAD_BYTES);
        return (int) crc.getValue();
    }
}
