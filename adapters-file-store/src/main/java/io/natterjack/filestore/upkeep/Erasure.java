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
/// @param place · of the record
public record Erasure(SegmentFile file, int place) {
    void run() throws IOException {
        DiskFile handle = file.handle();
        byte[] head = new byte[Records.HEAD_BYTES];
        handle.read(head, 0, head.length, place);
        int length = Records.length(head, 0);
        if (length < Records.HEAD_BYTES || length > file.capacity() - place) {
            return;
        }
        byte[] record = new byte[length];
        handle.read(record, 0, length, place);
        Arrays.fill(record, Records.HEAD_BYTES, length, (byte) 0);
        Records.flag(record, 0, Records.ERASE);
        Records.seal(record, 0, length, new CRC32C(), file.seal(), place);
        handle.write(record, 0, length, place);
        file.sync();
    }
}
