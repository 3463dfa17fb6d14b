package io.natterjack.filestore.stream;

import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.disk.Files;
import io.natterjack.filestore.disk.NoRoomException;
import io.natterjack.filestore.segment.SegmentFile;
import io.natterjack.filestore.segment.SegmentHead;
import io.natterjack.filestore.upkeep.Surroundings;
import io.natterjack.filestore.vault.Vault;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Makes segments, with all the room they will ever need, so that a full disk shows here and nowhere else. If
/// commits wait for the disk, a segment is written once before, so that a sync has nothing to do but to write;
/// otherwise that would only be twice the work, and the system is asked for the room.
///
/// The next one is made in the background while the current one fills. Small streams have small segments: each is
/// twice as large as the one before, up to a limit. That is lower if segments are compressed, as only full ones
/// are.
///
/// **Threading.** The stream's owner; what is made in the background is handed over.
final class SegmentSupply {
    private static final int COMPRESSED_PART = 4;

    private final Surroundings around;
    private final Path folder;
    private final long stream;
    private final Vault vault;
    private final ReentrantLock making = new ReentrantLock();
    private volatile boolean written;
    private int capacity;
    private int largest;
    private int asked;
    private int wanted;
    private @Nullable SegmentFile prepared;

    SegmentSupply(Surroundings around, Path folder, long stream, Vault vault) {
        this.around = around;
        this.folder = folder;
        this.stream = stream;
        this.vault = vault;
        this.capacity = around.sizes().smallestBytes() / 2;
        this.largest = around.sizes().largestBytes();
    }

    /// Says how the stream is stored.
    void options(StreamOptions options) {
        int most = around.sizes().largestBytes();
        largest = options.compressed() ? Math.max(around.sizes().smallestBytes(), most / COMPRESSED_PART) : most;
        written = OpenStream.waitsForDisk(options);
    }

    /// Says how large segments have been.
    void grown(int largest) {
        capacity = Math.max(capacity, Math.min(largest, around.sizes().largestBytes()));
    }

    /// Makes the next segment, in the background.
    void prepare(int number) {
        if (asked == number) {
            return;
        }
        asked = number;
        making.lock();
        try {
            wanted = number;
        } finally {
            making.unlock();
        }
        int size = nextSize();
        around.keeper().execute(() -> prepare(number, size));
    }

    private void prepare(int number, int size) {
        try {
            SegmentFile file = null;
            making.lock();
            try {
                if (wanted == number) {
                    file = make(number, size, around.sizes().sparedBytes());
                    prepared = file;
                    wanted = 0;
                }
            } finally {
                making.unlock();
            }
            if (file != null) {
                file.sync();
            }
        } catch (IOException failure) {
            // Whoever needs the segment tries again, and is told then.
            around.notes().accept("cannot prepare a segment in " + folder + ": " + failure.getMessage());
        }
    }

    /// The segment of a number.
    ///
    /// @param needed  · bytes of the first record in it
    /// @param message · whether that is a message; anything else may have a small segment of the room that is spared,
    ///                  so that messages can be removed when there is no other
    /// @throws NoRoomException if the disk is full
    SegmentFile take(int number, int needed, boolean message) throws IOException {
        int least = Math.addExact(needed, SegmentHead.BYTES + OpenLog.RESERVED_BYTES);
        making.lock();
        try {
            wanted = 0;
            SegmentFile ready = prepared;
            if (ready != null && ready.number() == number && ready.capacity() >= least) {
                prepared = null;
                grown(ready.capacity());
                return ready;
            }
            discard();
            long spared = around.sizes().sparedBytes();
            int size = size(least);
            if (!message && around.disk().freeBytes(folder) - spared < size) {
                return make(number, Math.max(least, around.sizes().smallestBytes()), 0);
            }
            SegmentFile made = make(number, size, spared);
            grown(made.capacity());
            return made;
        } finally {
            making.unlock();
        }
    }

    private int nextSize() {
        return Math.min(largest, capacity * 2);
    }

    /// What fits, if there is not much room left.
    private int size(int least) throws IOException {
        int size = Math.max(least, nextSize());
        long free = around.disk().freeBytes(folder) - around.sizes().sparedBytes();
        return free < size ? (int) Math.min(size, Math.max(least, free / 2)) : size;
    }

    private SegmentFile make(int number, int size, long spared) throws IOException {
        long free = around.disk().freeBytes(folder);
        if (free - spared < size) {
            throw new NoRoomException("only " + free + " bytes are free in " + folder);
        }
        SegmentFile file = new SegmentFile(around.disk(), folder, number, 0, stream, vault, size, false, false);
        try {
            DiskFile handle = file.handle();
            handle.truncate(0);
            if (written || size < around.sizes().reservedBytes()) {
                Files.zero(handle, 0, size);
            } else {
                handle.reserve(size);
            }
            return file;
        } catch (NoRoomException failure) {
            file.release();
            around.disk().delete(file.path());
            throw failure;
        }
    }

    /// Deletes what was prepared and is not needed.
    void close() throws IOException {
        making.lock();
        try {
            wanted = 0;
            discard();
        } finally {
            making.unlock();
        }
    }

    private void discard() throws IOException {
        SegmentFile ready = prepared;
        prepared = null;
        if (ready != null) {
            ready.release();
            around.disk().delete(ready.path());
        }
    }
}
