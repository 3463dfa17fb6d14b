package io.natterjack.filestore;

import io.natterjack.filestore.commit.JournalReplay;
import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.segment.SegmentFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what is in the journal to where it belongs. What has no place any more is not needed: its segment or its
/// stream was deleted, or the segment was written anew.
final class JournalPieces implements JournalReplay.PieceVisitor {
    private final Disk disk;
    private final Map<Long, Path> folders;
    private final Map<Path, DiskFile> open = new HashMap<>();

    /// @param folders · of all streams, by identity
    JournalPieces(Disk disk, Map<Long, Path> folders) {
        this.disk = disk;
        this.folders = folders;
    }

    @Override
    public void visit(long stream, int segment, int generation, int place, byte[] bytes, int from, int length)
            throws IOException {
        Path folder = folders.get(stream);
        if (folder == null) {
            return;
        }
        DiskFile file = file(folder.resolve(SegmentFile.name(segment, generation, ".seg")));
        if (file != null) {
            file.write(bytes, from, length, place);
        }
    }

    private @Nullable DiskFile file(Path path) throws IOException {
        DiskFile known = open.get(path);
        if (known != null) {
            return known;
        }
        try {
            DiskFile file = disk.open(path, false);
            open.put(path, file);
            return file;
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    /// Makes all of it safe.
    void finish() throws IOException {
        for (DiskFile file : open.values()) {
            file.sync();
            file.close();
        }
    }
}
