package io.natterjack.filestore.upkeep;

import io.natterjack.filestore.block.BlockWriter;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.SegmentFile;
import io.natterjack.filestore.segment.SegmentHead;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Writes a segment that is full from its beginning: in blocks, which are encrypted as a whole, or else record by
/// record, as it is written when it grows.
///
/// Confined to one thread.
final class FreshSegment implements AutoCloseable {
    private static final int WINDOW_BYTES = 1 << 18;

    private final SegmentFile file;
    private final DiskFile handle;
    private final @Nullable BlockWriter blocks;
    private final CRC32C crc = new CRC32C();
    private byte[] window = new byte[WINDOW_BYTES];
    private int start;
    private int used;

    /// Begins the file anew.
    FreshSegment(SegmentFile file, SegmentHead head) throws IOException {
        this.file = file;
        this.handle = file.handle();
        handle.truncate(0);
        head.write(window, 0);
        handle.write(window, 0, SegmentHead.BYTES, 0);
        start = SegmentHead.BYTES;
        blocks = head.blocks() ? new BlockWriter(handle, file.seal(), file.vault(), SegmentHead.BYTES) : null;
    }

    /// Adds a record that is not encrypted.
    ///
    /// @return its place
    int add(byte[] record, int at) throws IOException {
        int plain = Records.length(record, at);
        int room = Records.aligned(plain + (blocks == null ? file.vault().extraBytes() : 0));
        if (used > 0 && used + room > (blocks == null ? WINDOW_BYTES : BlockWriter.BLOCK_BYTES)) {
            flush();
        }
        if (window.length < used + room) {
            window = Arrays.copyOf(window, used + room);
        }
        System.arraycopy(record, at, window, used, plain);
        int length = blocks == null ? file.vault().lock(window, used, plain) : plain;
        int place = start + used;
        Records.seal(window, used, length, crc, file.seal(), place);
        Arrays.fill(window, used + length, used + room, (byte) 0);
        used += room;
        return place;
    }

    private void flush() throws IOException {
        BlockWriter writer = blocks;
        if (writer == null) {
            handle.write(window, 0, used, start);
        } else if (used > 0) {
            writer.write(window, used, start);
        }
        start += used;
        used = 0;
    }

    /// Completes the file and makes it safe.
    ///
    /// @return where the records end
    int finish() throws IOException {
        flush();
        BlockWriter writer = blocks;
        if (writer != null) {
            writer.finish(start);
        }
        file.sync();
        return start;
    }

    @Override
    public void close() {
        BlockWriter writer = blocks;
        if (writer != null) {
            writer.close();
        }
    }
}
