package io.natterjack.filestore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.disk.RealDisk;
import io.natterjack.filestore.system.Fallocate;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Room for a file on the disk of this machine.
final class ReservedRoomTest {
    @TempDir
    private Path folder;

    @Test
    void readsAsZerosAndKeepsWhatWasThere() throws IOException {
        byte[] written = {1, 2, 3, 4};
        byte[] read = new byte[1 << 20];
        try (DiskFile file = new RealDisk().open(folder.resolve("segment"), true)) {
            file.write(written, 0, 4, 0);

            file.reserve(1 << 20);

            assertEquals(1 << 20, file.size());
            assertEquals(1 << 20, file.read(read, 0, read.length, 0));
        }
        byte[] expected = new byte[1 << 20];
        System.arraycopy(written, 0, expected, 0, 4);
        assertArrayEquals(expected, read);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isAskedForOnLinux() throws IOException {
        assumeTrue(Fallocate.class.getModule().isNativeAccessEnabled(), "the JVM was started without native access");
        try (DiskFile file = new RealDisk().open(folder.resolve("segment"), true)) {
            assertEquals(Fallocate.Outcome.DONE, Fallocate.reserve(folder.resolve("segment"), 1 << 20));
            assertEquals(1 << 20, file.size());
        }
    }
}
