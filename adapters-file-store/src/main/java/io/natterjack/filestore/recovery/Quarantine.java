package io.natterjack.filestore.recovery;

import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.disk.Files;
import io.natterjack.filestore.segment.SegmentFile;
import io.natterjack.filestore.segment.SegmentHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Keeps what a log has to go on without, in files beside those of the stream: nothing is deleted on doubt, and
/// nothing here is ever read again. What is set aside twice is kept twice, unless it is the same.
final class Quarantine {
    private static final String SUFFIX = ".damaged";

    private Quarantine() {}

    /// Sets a whole segment aside. Safe after a sync of the folder.
    ///
    /// @return where it is now
    static Path move(SegmentFile file) throws IOException {
        file.release();
        List<String> names = file.disk().list(file.folder());
        for (int copy = 1; ; copy++) {
            Path path = path(file, copy);
            if (!names.contains(String.valueOf(path.getFileName()))) {
                file.disk().rename(file.path(), path);
                return path;
            }
        }
    }

    /// Copies the head of a segment and what lies behind a place, each to where it was. On return it is safe.
    ///
    /// @param bytes · all of the segment
    /// @return where it is
    static Path copy(SegmentFile file, byte[] bytes, int from) throws IOException {
        int end = bytes.length;
        while (end > from && bytes[end - 1] == 0) {
            end--;
        }
        byte[] kept = Arrays.copyOf(bytes, end);
        Arrays.fill(kept, SegmentHead.BYTES, from, (byte) 0);
        Disk disk = file.disk();
        List<String> names = disk.list(file.folder());
        for (int copy = 1; ; copy++) {
            Path path = path(file, copy);
            boolean there = names.contains(String.valueOf(path.getFileName()));
            if (!there) {
                write(disk, path, kept, from);
                disk.syncFolder(file.folder());
            }
            if (!there || Arrays.equals(Files.read(disk, path), kept)) {
                return path;
            }
        }
    }

    private static void write(Disk disk, Path path, byte[] kept, int from) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try (DiskFile file = disk.open(part, true)) {
            file.truncate(0);
            file.write(kept, 0, SegmentHead.BYTES, 0);
            file.write(kept, from, kept.length - from, from);
            file.sync();
        }
        disk.rename(part, path);
    }

    private static Path path(SegmentFile file, int copy) {
        return file.path().resolveSibling(file.path().getFileName() + SUFFIX + (copy == 1 ? "" : "-" + copy));
    }
}
