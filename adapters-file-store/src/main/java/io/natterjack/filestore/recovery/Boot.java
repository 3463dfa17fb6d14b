package io.natterjack.filestore.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.disk.Files;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/// Tells a server that was killed from a machine that has lost its power.
///
/// The file `boot` of a stream says since which start of the machine it has been open. If that is the one of today,
/// everything is there that was ever written, for it was written in order and never left the memory of the machine: a
/// hole in the log is damage then. The file is never synced. If the power takes it, nothing is known, as it should be.
public final class Boot {
    private static final String NAME = "boot";

    private final Disk disk;
    private final Path file;

    /// @param folder · of the stream
    public Boot(Disk disk, Path folder) {
        this.disk = disk;
        this.file = folder.resolve(NAME);
    }

    /// Whether the machine has certainly been running ever since the stream was recovered last.
    boolean goesOn() throws IOException {
        String now = disk.boot();
        try {
            return !now.isEmpty() && Arrays.equals(Files.read(disk, file), now.getBytes(UTF_8));
        } catch (NoSuchFileException | DamagedException _) {
            return false;
        }
    }

    /// Says that the stream is recovered, and that what is written from now on is written in order.
    public void begin() throws IOException {
        if (goesOn()) {
            return;
        }
        byte[] now = disk.boot().getBytes(UTF_8);
        try (DiskFile fresh = disk.open(file, true)) {
            fresh.write(now, 0, now.length, 0);
            fresh.truncate(now.length);
        }
    }

    /// Says that the log is about to be changed in another way. If that is cut short, nothing is certain.
    void end() throws IOException {
        disk.delete(file);
    }
}
