package io.natterjack.filestore.stream;

import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.SegmentFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// A message whose bytes are to be overwritten. Its record stays one, of zeros, so that those behind it are found.
///
/// @param place · of the record
record Erasure(SegmentFile file, int place) {
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
        CRC32C crc = new CRC32C();
        if (Records.valid(record, 0, length, crc, file.seal(), place)) {
            Arrays.fill(record, Records.HEAD_BYTES, length, (byte) 0);
            Records.seal(record, 0, length, crc, file.seal(), place);
            handle.write(record, 0, length, place);
            file.sync();
        }
    }
}
