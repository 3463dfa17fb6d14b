package io.natterjack.filestore.segment;

import io.natterjack.filestore.block.BlockReader;
import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.record.Bytes;
import io.natterjack.filestore.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A segment as a file: its name, its place in the log, and a handle that is there while it is used.
///
/// **Threading.** Any thread; [#release] only while nobody else uses the file.
public final class SegmentFile {
    private static final String SUFFIX = ".seg";

    private final Disk disk;
    private final Path folder;
    private final int number;
    private final int generation;
    private final long stream;
    private final long seal;
    private final int capacity;
    private final Vault vault;
    private final @Nullable BlockReader blocks;
    private @Nullable DiskFile handle;
    private boolean settled;

    /// @param number     · the segments of a stream are counted from 1
    /// @param generation · 0, and one more each time it is written anew
    /// @param stream     · identity of the stream
    /// @param vault      · encrypts what is in it
    /// @param capacity   · in bytes
    /// @param inBlocks   · whether records are in compressed blocks
    /// @param settled    · whether it is certain that the file will be there after a crash
    public SegmentFile(
            Disk disk,
            Path folder,
            int number,
            int generation,
            long stream,
            Vault vault,
            int capacity,
            boolean inBlocks,
            boolean settled) {
        this.disk = disk;
        this.folder = folder;
        this.number = number;
        this.generation = generation;
        this.stream = stream;
        this.seal = Bytes.mix(stream ^ Bytes.mix(((long) number << 32) | generation));
        this.capacity = capacity;
        this.vault = vault;
        this.settled = settled;
        this.blocks = inBlocks ? new BlockReader(seal, vault, SegmentHead.BYTES) : null;
    }

    /// The next generation of the same segment, which is not there yet.
    public SegmentFile anew(boolean inBlocks) {
        return new SegmentFile(disk, folder, number, generation + 1, stream, vault, Integer.MAX_VALUE, inBlocks, false);
    }

    /// The name of a segment's file, or of what is kept beside it.
    public static String name(int number, int generation, String suffix) {
        return String.format("%010d-%d%s", number, generation, suffix);
    }

    /// Number and generation of the name of a file; null if it is another kind of file.
    public static int @Nullable [] parse(String name, String suffix) {
        int dash = name.indexOf('-');
        if (dash < 0 || !name.endsWith(suffix)) {
            return null;
        }
        try {
            int number = Integer.parseInt(name.substring(0, dash));
            int generation = Integer.parseInt(name.substring(dash + 1, name.length() - suffix.length()));
            return new int[] {number, generation};
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /// As [#parse(String, String)], for the segments themselves.
    public static int @Nullable [] parse(String name) {
        return parse(name, SUFFIX);
    }

    public int number() {
        return number;
    }

    public int generation() {
        return generation;
    }

    /// Identity of the stream.
    public long stream() {
        return stream;
    }

    /// By which its records differ from those of every other.
    public long seal() {
        return seal;
    }

    public int capacity() {
        return capacity;
    }

    public Vault vault() {
        return vault;
    }

    public Disk disk() {
        return disk;
    }

    public Path folder() {
        return folder;
    }

    public Path path() {
        return folder.resolve(name(number, generation, SUFFIX));
    }

    /// Opens the file if need be, and makes it if there is none.
    public synchronized DiskFile handle() throws IOException {
        DiskFile open = handle;
        if (open == null) {
            open = disk.open(path(), !settled);
            handle = open;
        }
        return open;
    }

    /// Reads records, which need not be in the file as they are read.
    ///
    /// @return how many bytes there were
    public int read(byte[] into, int from, int length, int place) throws IOException {
        BlockReader reader = blocks;
        return reader == null
                ? handle().read(into, from, length, place)
                : reader.read(handle(), into, from, length, place);
    }

    /// Makes safe what was written, and that the file is there at all.
    public void sync() throws IOException {
        handle().sync();
        if (!settled()) {
            disk.syncFolder(folder);
            settle();
        }
    }

    /// Whether it is certain that the file will be there after a crash.
    public synchronized boolean settled() {
        return settled;
    }

    private synchronized void settle() {
        settled = true;
    }

    /// Lets go of the handle; it comes back with the next use.
    public synchronized void release() throws IOException {
        DiskFile open = handle;
        handle = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public String toString() {
        return path().toString();
    }
}
