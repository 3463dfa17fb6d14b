package io.natterjack.filestore.commit;

import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.disk.Files;
import io.natterjack.filestore.log.StreamLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One of the two files of the journal. It is written from its beginning to its end, and again from the beginning
/// when nothing in it is needed any more.
final class JournalHalf {
    private final Disk disk;
    private final Path path;
    private final int capacity;
    private final Map<StreamLog, Long> covered = new HashMap<>();
    private @Nullable DiskFile file;
    private int end;
    private long epoch;
    private long batches;
    private volatile boolean free;

    JournalHalf(Disk disk, Path path, int capacity) {
        this.disk = disk;
        this.path = path;
        this.capacity = capacity;
    }

    /// Makes the file and all of its room.
    void allocate() throws IOException {
        DiskFile fresh = disk.open(path, true);
        if (fresh.size() < capacity) {
            Files.zero(fresh, fresh.size(), capacity);
        }
        fresh.sync();
        file = fresh;
        free = true;
    }

    /// Whether nothing in it is needed.
    boolean free() {
        return free;
    }

    /// Begins anew. What was in it before is of another epoch, and will not be taken for what comes now.
    void begin(long newEpoch) {
        epoch = newEpoch;
        batches = 0;
        end = 0;
        free = false;
        covered.clear();
    }

    boolean fits(int length) {
        return end + length + Batch.SECTOR_BYTES <= capacity;
    }

    /// Writes a batch and makes it safe.
    void append(Batch batch) throws IOException {
        DiskFile open = file;
        if (open == null) {
            throw new IOException("the journal is not open");
        }
        int length = batch.seal(epoch, batches);
        open.write(batch.array(), 0, length, end);
        open.sync();
        end += length;
        batches++;
    }

    void cover(Commit commit) {
        covered.put(commit.log(), commit.target());
    }

    /// Makes all that is in it safe elsewhere.
    void settle() {
        boolean settled = true;
        for (Map.Entry<StreamLog, Long> entry : covered.entrySet()) {
            settled &= settle(entry.getKey(), entry.getValue());
        }
        free = settled;
    }

    private static boolean settle(StreamLog log, long target) {
        if (log.isFrozen()) {
            return false;
        }
        try {
            log.settle(target);
            return true;
        } catch (IOException failure) {
            log.freeze(failure);
            return false;
        }
    }

    /// Whether everything that was ever in it is safe elsewhere.
    boolean settled() {
        return free || covered.keySet().stream().noneMatch(StreamLog::isFrozen);
    }

    void close() throws IOException {
        DiskFile open = file;
        if (open != null) {
            open.close();
        }
        file = null;
    }
}
