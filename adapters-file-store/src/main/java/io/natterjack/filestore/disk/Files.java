package io.natterjack.filestore.disk;

import java.io.IOException;
import java.nio.file.Path;

/// Files as a whole.
public final class Files {
    private static final byte[] ZEROS = new byte[1 << 18];

    private Files() {}

    public static byte[] read(Disk disk, Path path) throws IOException {
        try (DiskFile file = disk.open(path, false)) {
            byte[] bytes = new byte[Math.toIntExact(file.size())];
            int read = file.read(bytes, 0, bytes.length, 0);
            if (read < bytes.length) {
                throw new DamagedException("it shrinks while it is read");
            }
            return bytes;
        }
    }

    /// Writes zeros, so that the room is there when it is needed, and a sync finds nothing to do but to write.
    public static void zero(DiskFile file, long from, long to) throws IOException {
        for (long at = from; at < to; at += ZEROS.length) {
            file.write(ZEROS, 0, (int) Math.min(ZEROS.length, to - at), at);
        }
    }
}
