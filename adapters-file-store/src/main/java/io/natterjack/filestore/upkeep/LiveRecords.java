package io.natterjack.filestore.upkeep;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.SegmentFile;
import java.io.IOException;
import java.util.zip.CRC32C;

/// Reads records of a full segment, those further ahead later, as they were before they were encrypted.
///
/// Confined to one thread.
final class LiveRecords {
    private static final int WINDOW_BYTES = 1 << 18;

    private final SegmentFile file;
    private final int end;
    private final CRC32C crc = new CRC32C();
    private byte[] window = new byte[WINDOW_BYTES];
    private int start;
    private int filled;
    private byte[] bytes = window;
    private int at;

    /// @param end · where they end
    LiveRecords(SegmentFile file, int end) {
        this.file = file;
        this.end = end;
    }

    /// Reads a record: into [#bytes], from [#at] on.
    ///
    /// @throws DamagedException if there is none
    void read(int place) throws IOException {
        if (place < start || !holds(place)) {
            fill(place, WINDOW_BYTES);
            int length = filled < Records.HEAD_BYTES ? 0 : Records.length(window, 0);
            if (length > filled && length <= end - place) {
                fill(place, length);
            }
        }
        at = place - start;
        if (!Records.valid(window, at, filled - at, crc, file.seal(), place)) {
            throw new DamagedException("the record at " + place + " of " + file + " is damaged");
        }
        bytes = window;
        if ((Records.flags(window, at) & Records.LOCKED) != 0) {
            bytes = file.vault().unlock(window, at);
            at = 0;
            Records.unflag(bytes, at, Records.LOCKED);
        }
    }

    private boolean holds(int place) {
        int left = start + filled - place;
        return left >= Records.HEAD_BYTES && left >= Records.length(window, place - start);
    }

    private void fill(int place, int wanted) throws IOException {
        if (window.length < wanted) {
            window = new byte[wanted];
        }
        start = place;
        filled = file.read(window, 0, wanted, place);
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }
}
