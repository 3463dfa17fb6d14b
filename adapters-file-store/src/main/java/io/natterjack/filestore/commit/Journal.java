package io.natterjack.filestore.commit;

import io.natterjack.filestore.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What many streams have committed, in one file that is synced once for all of them.
///
/// There are two files. When one is full, the streams that are in it are synced in the background, while the other
/// one is written to. If that takes too long, the journal has no room for a while, and streams are synced one by
/// one.
///
/// **Threading.** Confined to the committer, but for [#close].
///
/// **Failure.** After a failed write or sync it is not used any more, and what it holds stays.
public final class Journal {
    static final List<String> FILES = List.of("journal-0", "journal-1");

    private final Disk disk;
    private final Path folder;
    private final Executor keeper;
    private final Consumer<String> problems;
    private final List<JournalHalf> halves = new ArrayList<>();
    private final Batch batch = new Batch();
    private final List<Commit> commits = new ArrayList<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean ready;
    private volatile boolean broken;
    private @Nullable JournalHalf current;
    private long epoch;

    /// @param capacity · of each of the two files, in bytes
    /// @param epoch    · above that of everything that was ever written here
    public Journal(Disk disk, Path folder, int capacity, long epoch, Executor keeper, Consumer<String> problems) {
        this.disk = disk;
        this.folder = folder;
        this.epoch = epoch;
        this.keeper = keeper;
        this.problems = problems;
        for (String name : FILES) {
            halves.add(new JournalHalf(disk, folder.resolve(name), capacity));
        }
    }

    /// Begins a batch.
    ///
    /// @return false if the journal cannot be used now
    boolean begin() {
        if (broken) {
            return false;
        }
        if (!ready) {
            allocateOnce();
            return false;
        }
        batch.clear();
        commits.clear();
        return true;
    }

    private void allocateOnce() {
        if (asked.compareAndSet(false, true)) {
            keeper.execute(() -> {
                try {
                    for (JournalHalf half : halves) {
                        half.allocate();
                    }
                    disk.syncFolder(folder);
                    ready = true;
                } catch (IOException failure) {
                    problems.accept("there is no journal, so streams are synced one by one: " + failure.getMessage());
                }
            });
        }
    }

    /// Adds what a commit needs.
    ///
    /// @return false if the journal cannot help it
    boolean add(Commit commit) {
        int before = batch.length();
        if (!commit.log().copy(commit.target(), batch)) {
            batch.cut(before);
            return false;
        }
        commits.add(commit);
        return true;
    }

    /// Makes the batch safe.
    ///
    /// @return false if there is no room for it
    boolean end() throws IOException {
        JournalHalf half = room(batch.length());
        if (half == null) {
            return false;
        }
        try {
            if (!batch.isEmpty()) {
                half.append(batch);
            }
        } catch (IOException failure) {
            broken = true;
            problems.accept("the journal has failed, and is not used any more: " + failure.getMessage());
            throw failure;
        }
        commits.forEach(half::cover);
        return true;
    }

    private @Nullable JournalHalf room(int length) {
        JournalHalf half = current;
        if (half != null && half.fits(length)) {
            return half;
        }
        if (half != null && !half.free()) {
            current = null;
            keeper.execute(half::settle);
        }
        for (JournalHalf other : halves) {
            if (other != half && other.free()) {
                other.begin(epoch++);
                current = other;
                return other.fits(length) ? other : null;
            }
        }
        return null;
    }

    /// Deletes what was left here, when it is safe elsewhere.
    public void forget() throws IOException {
        for (String name : FILES) {
            disk.delete(folder.resolve(name));
        }
        disk.syncFolder(folder);
    }

    /// Lets go of the files, when all streams are closed and nobody commits any more. What is safe in the streams'
    /// own files is taken out.
    public void close() throws IOException {
        boolean settled = !broken;
        for (JournalHalf half : halves) {
            settled &= !ready || half.settled();
            half.close();
        }
        if (settled) {
            forget();
        }
    }
}
