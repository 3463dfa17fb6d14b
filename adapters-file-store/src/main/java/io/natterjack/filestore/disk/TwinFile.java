package io.natterjack.filestore.disk;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/// A small file without which a stream would be lost: it is replaced atomically, and kept twice, so that a bit
/// that has flipped in one costs nothing.
public final class TwinFile {
    private static final String COPY = ".copy";
    private static final String NEW = ".new";

    private final Disk disk;
    private final Path folder;
    private final String name;
    private final FileKind kind;

    public TwinFile(Disk disk, Path folder, String name, FileKind kind) {
        this.disk = disk;
        this.folder = folder;
        this.name = name;
        this.kind = kind;
    }

    /// Replaces the content. After a crash it is the old or the new one; on return the new one is safe.
    ///
    /// @param flags · of [Envelope]
    public void write(byte[] content, int length, int flags) throws IOException {
        byte[] file = Envelope.around(kind, content, length, flags);
        replace(folder.resolve(name), file);
        replace(folder.resolve(name + COPY), file);
        disk.syncFolder(folder);
    }

    private void replace(Path target, byte[] bytes) throws IOException {
        Path fresh = target.resolveSibling(target.getFileName() + NEW);
        try (DiskFile file = disk.open(fresh, true)) {
            file.truncate(0);
            file.write(bytes, 0, bytes.length, 0);
            file.sync();
        }
        disk.rename(fresh, target);
    }

    /// Reads the one of the two that is whole.
    ///
    /// @throws NoSuchFileException if there is neither of the two
    /// @throws DamagedException if both are damaged
    public Envelope read() throws IOException {
        try {
            return read(name);
        } catch (DamagedException | NoSuchFileException first) {
            try {
                return read(name + COPY);
            } catch (NoSuchFileException _) {
                throw first;
            } catch (DamagedException _) {
                throw new DamagedException("both copies of " + name + " are damaged");
            }
        }
    }

    /// Whether both files are as they should be.
    public boolean healthy() throws IOException {
        try {
            byte[] file = Files.read(disk, folder.resolve(name));
            byte[] copy = Files.read(disk, folder.resolve(name + COPY));
            Envelope.of(kind, file); // complains if it is damaged
            return Arrays.equals(file, copy);
        } catch (DamagedException | NoSuchFileException _) {
            return false;
        }
    }

    private Envelope read(String part) throws IOException {
        return Envelope.of(kind, Files.read(disk, folder.resolve(part)));
    }
}
