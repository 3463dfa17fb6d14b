package io.natterjack.filestore.sim;

import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.disk.LockedException;
import io.natterjack.filestore.disk.NoRoomException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A disk in memory. It can lose power, at any call, and then keeps what was synced and whatever it likes of the
/// rest; it can run full; it can fail to sync.
public final class FaultyDisk implements Disk {
    private final Map<Path, String> locks = new HashMap<>();
    private FaultyFolder root = new FaultyFolder();
    private SplittableRandom random;
    private long capacityBytes = Long.MAX_VALUE;
    private long callsLeft = Long.MAX_VALUE;
    private int life;
    private int boot;
    private boolean powerToo;
    private boolean syncsFail;
    private boolean syncsLie;
    private boolean writesFail;
    private long syncs;
    private long calls;

    public FaultyDisk(long seed) {
        random = new SplittableRandom(seed);
    }

    /// Ends everything after so many more calls that change something.
    ///
    /// @param losesPower · or else only the process ends
    public synchronized void endAfter(long calls, boolean losesPower) {
        callsLeft = calls;
        powerToo = losesPower;
    }

    public synchronized void syncsFail(boolean fail) {
        syncsFail = fail;
    }

    /// Makes syncs return at once, and nothing safe.
    public synchronized void syncsLie(boolean lie) {
        syncsLie = lie;
    }

    /// How many calls have changed something so far.
    public synchronized long calls() {
        return calls;
    }

    public synchronized void writesFail(boolean fail) {
        writesFail = fail;
    }

    /// Limits the room for files.
    public synchronized void capacity(long bytes) {
        capacityBytes = bytes;
    }

    public synchronized long usedBytes() {
        return root.usedBytes();
    }

    public synchronized long syncs() {
        return syncs;
    }

    /// Loses power now, and is there again: whatever was open fails from now on.
    public synchronized void losePower() {
        root = root.afterPowerLoss(random);
        boot++;
        revive();
    }

    /// Loses power now, and everything that was not synced.
    public synchronized void loseAllUnsynced() {
        root = root.afterPowerLoss(null);
        boot++;
        revive();
    }

    /// Ends the process that uses the disk, and nothing else.
    public synchronized void endProcess() {
        revive();
    }

    private void revive() {
        life++;
        locks.clear();
        callsLeft = Long.MAX_VALUE;
    }

    /// The bytes of a file, to be damaged.
    public synchronized byte[] bytes(Path path) throws IOException {
        return file(path).copy();
    }

    public synchronized void replace(Path path, byte[] bytes) throws IOException {
        file(path).replace(bytes);
    }

    /// All files.
    public synchronized List<Path> files() {
        return root.files(Path.of("/"));
    }

    /// A copy of everything, for another try.
    public synchronized FaultyDisk copy(long seed) {
        FaultyDisk copy = new FaultyDisk(seed);
        copy.root = root.copy();
        copy.boot = boot;
        return copy;
    }

    // ---- Disk ----

    @Override
    public synchronized DiskFile open(Path path, boolean create) throws IOException {
        FaultyFolder parent = folder(parent(path));
        FaultyFile file = parent.file(name(path));
        if (file == null) {
            if (!create) {
                throw new NoSuchFileException(path.toString());
            }
            change();
            file = new FaultyFile();
            parent.put(name(path), file);
        }
        return new Handle(file, life);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        change();
        FaultyFolder source = folder(parent(from));
        Object node = source.remove(name(from));
        if (node == null) {
            throw new NoSuchFileException(from.toString());
        }
        folder(parent(to)).put(name(to), node);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        change();
        FaultyFolder parent = find(parent(path));
        if (parent != null) {
            parent.remove(name(path));
        }
    }

    @Override
    public synchronized void makeFolder(Path folder) throws IOException {
        FaultyFolder at = root;
        for (Path part : folder) {
            FaultyFolder next = at.folder(part.toString());
            if (next == null) {
                change();
                next = new FaultyFolder();
                at.put(part.toString(), next);
            }
            at = next;
        }
    }

    @Override
    public synchronized List<String> list(Path path) {
        FaultyFolder folder = find(path);
        return folder == null ? List.of() : folder.names();
    }

    @Override
    public synchronized void syncFolder(Path path) throws IOException {
        change();
        failIf(syncsFail);
        if (!syncsLie) {
            folder(path).sync();
        }
    }

    @Override
    public synchronized long freeBytes(Path folder) {
        return capacityBytes == Long.MAX_VALUE ? Long.MAX_VALUE / 2 : Math.max(0, capacityBytes - root.usedBytes());
    }

    @Override
    public synchronized String boot() {
        return "boot " + boot;
    }

    @Override
    public synchronized Closeable lock(Path file, String owner) throws IOException {
        String other = locks.putIfAbsent(file, owner);
        if (other != null) {
            throw new LockedException(other);
        }
        int locked = life;
        return () -> unlock(file, locked);
    }

    private synchronized void unlock(Path file, int locked) {
        if (locked == life) {
            locks.remove(file);
        }
    }

    private void change() {
        calls++;
        if (callsLeft-- <= 0) {
            callsLeft = Long.MAX_VALUE;
            if (powerToo) {
                losePower();
            } else {
                endProcess();
            }
            throw new PowerLoss();
        }
    }

    private static void failIf(boolean fails) throws IOException {
        if (fails) {
            throw new IOException("Input/output error");
        }
    }

    private FaultyFolder folder(Path path) throws NoSuchFileException {
        FaultyFolder folder = find(path);
        if (folder == null) {
            throw new NoSuchFileException(path.toString());
        }
        return folder;
    }

    private @Nullable FaultyFolder find(Path path) {
        FaultyFolder at = root;
        for (Path part : path) {
            FaultyFolder next = at.folder(part.toString());
            if (next == null) {
                return null;
            }
            at = next;
        }
        return at;
    }

    private FaultyFile file(Path path) throws NoSuchFileException {
        FaultyFile file = folder(parent(path)).file(name(path));
        if (file == null) {
            throw new NoSuchFileException(path.toString());
        }
        return file;
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? Path.of("/") : parent;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /// An open file.
    private final class Handle implements DiskFile {
        private final FaultyFile file;
        private final int opened;

        Handle(FaultyFile file, int opened) {
            this.file = file;
            this.opened = opened;
        }

        private void check() throws IOException {
            failIf(opened != life);
        }

        @Override
        public int read(byte[] into, int from, int length, long position) throws IOException {
            synchronized (FaultyDisk.this) {
                check();
                return file.read(into, from, length, Math.toIntExact(position));
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length, long position) throws IOException {
            synchronized (FaultyDisk.this) {
                check();
                failIf(writesFail);
                int at = Math.toIntExact(position);
                if (capacityBytes != Long.MAX_VALUE
                        && at + length > file.size()
                        && root.usedBytes() + at + length - file.size() > capacityBytes) {
                    throw new NoRoomException("No space left on device");
                }
                if (callsLeft <= 0) {
                    file.write(bytes, from, random.nextInt(length + 1), at);
                }
                change();
                file.write(bytes, from, length, at);
            }
        }

        @Override
        public void reserve(long size) throws IOException {
            int more = Math.toIntExact(size) - file.size();
            write(new byte[Math.max(0, more)], 0, Math.max(0, more), file.size());
        }

        @Override
        public void sync() throws IOException {
            synchronized (FaultyDisk.this) {
                check();
                change();
                failIf(syncsFail);
                syncs++;
                if (!syncsLie) {
                    file.sync();
                }
            }
        }

        @Override
        public long size() throws IOException {
            synchronized (FaultyDisk.this) {
                check();
                return file.size();
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (FaultyDisk.this) {
                check();
                change();
                file.truncate(Math.toIntExact(size));
            }
        }

        @Override
        public void close() {}
    }
}
