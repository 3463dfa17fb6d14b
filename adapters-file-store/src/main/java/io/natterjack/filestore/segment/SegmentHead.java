package io.natterjack.filestore.segment;

import io.natterjack.filestore.disk.Envelope;
import io.natterjack.filestore.disk.NewerFormatException;
import io.natterjack.filestore.record.Bytes;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What a segment says of itself, and of the stream before it. It is written twice, in two sectors.
///
/// @param stream       · identity of the stream
/// @param number       · of the segment
/// @param generation   · of the segment
/// @param lastSequence · of the stream before this segment
/// @param lastNanos    · time of the last message before it
/// @param floor        · sequence up to which everything was removed before it
/// @param previousEnd  · where the records of the segment before it end
/// @param form         · [#LOCKED], [#BLOCKS], both or neither; neither in format 1
public record SegmentHead(
        long stream,
        int number,
        int generation,
        long lastSequence,
        long lastNanos,
        long floor,
        int previousEnd,
        int form) {
    /// Where the records begin.
    public static final int BYTES = 1024;

    /// Form: everything in it is encrypted.
    public static final int LOCKED = 1;

    /// Form: records are in blocks, which are compressed.
    public static final int BLOCKS = 2;

    private static final int COPY = 512;
    private static final long MARK = 0x544e454d4745534eL;
    private static final int FIRST_FORMAT_LENGTH = 60;
    private static final int LENGTH = 64;

    /// The same segment, written anew.
    public SegmentHead anew(int freshGeneration, int freshForm) {
        return new SegmentHead(stream, number, freshGeneration, lastSequence, lastNanos, floor, previousEnd, freshForm);
    }

    /// Whether records are in blocks.
    public boolean blocks() {
        return (form & BLOCKS) != 0;
    }

    /// Writes both copies.
    public void write(byte[] page, int at) {
        write(page, at, 0);
        write(page, at, COPY);
    }

    private void write(byte[] page, int start, int copy) {
        int at = start + copy;
        Bytes.putLong(page, at, MARK);
        Bytes.putInt(page, at + 8, Envelope.FORMAT_VERSION);
        Bytes.putLong(page, at + 16, stream);
        Bytes.putInt(page, at + 24, number);
        Bytes.putInt(page, at + 28, generation);
        Bytes.putLong(page, at + 32, lastSequence);
        Bytes.putLong(page, at + 40, lastNanos);
        Bytes.putLong(page, at + 48, floor);
        Bytes.putInt(page, at + 56, previousEnd);
        Bytes.putInt(page, at + 60, form);
        Bytes.putInt(page, at + 12, checksum(page, at));
    }

    /// Reads whichever copy is whole; null if none is.
    ///
    /// @throws NewerFormatException if a later version has written it
    public static @Nullable SegmentHead read(byte[] file) throws NewerFormatException {
        SegmentHead first = read(file, 0);
        return first != null ? first : read(file, COPY);
    }

    private static @Nullable SegmentHead read(byte[] file, int at) throws NewerFormatException {
        if (Bytes.getLong(file, at) != MARK || Bytes.getInt(file, at + 12) != checksum(file, at)) {
            return null;
        }
        NewerFormatException.check(Bytes.getInt(file, at + 8));
        return new SegmentHead(
                Bytes.getLong(file, at + 16),
                Bytes.getInt(file, at + 24),
                Bytes.getInt(file, at + 28),
                Bytes.getLong(file, at + 32),
                Bytes.getLong(file, at + 40),
                Bytes.getLong(file, at + 48),
                Bytes.getInt(file, at + 56),
                Bytes.getInt(file, at + 8) == 1 ? 0 : Bytes.getInt(file, at + 60));
    }

    private static int checksum(byte[] file, int at) {
        int length = Bytes.getInt(file, at + 8) == 1 ? FIRST_FORMAT_LENGTH : LENGTH;
        CRC32C crc = new CRC32C();
        crc.update(file, at, 12);
        crc.update(file, at + 16, length - 16);
        return (int) crc.getValue();
    }
}
