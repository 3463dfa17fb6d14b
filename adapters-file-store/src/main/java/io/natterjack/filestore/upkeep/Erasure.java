package io.natterjack.filestore.upkeep;

import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.SegmentFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// A message whose bytes are to be overwritten. Its record stays one, of zeros, so that those behind it are found. If
/// that is cut short, it is done again after the restart.
///
/// A record that is not whole then may be half overwritten, or damaged: nothing it says is believed, its length least
/// of all, and it is not made to look whole. All up to the next record is overwritten.
///
/// @param place · of the record
public record Erasure(SegmentFile file, int place) {
    private static final int STEP_BYTES = 8;

    void run() throws IOException {
        DiskFile handle = file.handle();
        byte[] rest = new byte[Records.HEAD_BYTES];
        int read = handle.read(rest, 0, rest.length, place);
        int length = Records.length(rest, 0);
        if (read == rest.length && length > rest.length && length <= handle.size() - place) {
            rest = new byte[length];
            read = handle.read(rest, 0, length, place);
        }
        CRC32C crc = new CRC32C();
        if (Records.valid(rest, 0, read, crc, file.seal(), place) || begun(rest, read, crc)) {
            overwrite(rest);
            Records.flag(rest, 0, Records.ERASE);
            Records.seal(rest, 0, rest.length, crc, file.seal(), place);
            handle.write(rest, 0, rest.length, place);
        } else {
            byte[] zeros = new byte[Math.max(0, next(handle, crc) - place - Records.HEAD_BYTES)];
            handle.write(zeros, 0, zeros.length, place + Records.HEAD_BYTES);
        }
        file.sync();
    }

    private static void overwrite(byte[] record) {
        Arrays.fill(record, Records.HEAD_BYTES, record.length, (byte) 0);
    }

    /// Whether this is the head of a record that was overwritten, whatever is behind it.
    private boolean begun(byte[] record, int read, CRC32C crc) {
        byte[] done = record.clone();
        overwrite(done);
        return Records.valid(done, 0, read, crc, file.seal(), place);
    }

    /// Where the next whole record begins; the end of the file if there is none.
    private int next(DiskFile handle, CRC32C crc) throws IOException {
        byte[] behind = new byte[Math.toIntExact(Math.max(0, handle.size() - place))];
        int read = handle.read(behind, 0, behind.length, place);
        int at = STEP_BYTES;
        while (at < read && !Records.valid(behind, at, read - at, crc, file.seal(), place + at)) {
            at += STEP_BYTES;
        }
        return place + Math.min(at, read);
    }
}
