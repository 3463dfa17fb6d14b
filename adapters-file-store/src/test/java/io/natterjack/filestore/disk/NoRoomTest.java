package io.natterjack.filestore.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is really full, a small one that is mounted for this test, under a system that may speak any language.
final class NoRoomTest {
    private static final int DISK_BYTES = 256 << 10;
    private final Path folder;
    private final Path disk;
    private final RealDisk real = new RealDisk();
    private final IOException german = new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");
    private final IOException germanShare = new IOException("Der zugewiesene Plattenplatz (Quota) ist überschritten");
    private final IOException broken = new IOException("Input/output error");

    NoRoomTest(@TempDir Path folder) {
        this.folder = folder;
        disk = folder.resolve("disk");
    }

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        real.makeFolder(disk);
        String why = command("mount", "-t", "tmpfs", "-o", "size=" + DISK_BYTES, "tmpfs", disk.toString());
        assumeTrue(why.isEmpty(), () -> "a small disk cannot be mounted here: " + why);
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        command("umount", "--lazy", disk.toString());
    }

    /// @return empty if it went well, else what it said
    private static String command(String... words) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException missing) {
            return String.valueOf(missing.getMessage());
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor() == 0 ? "" : "exit " + process.exitValue() + ": " + said;
    }

    private void fill() throws IOException {
        try (DiskFile file = real.open(disk.resolve("segment"), true)) {
            byte[] much = new byte[DISK_BYTES + 1];
            assertThrows(NoRoomException.class, () -> file.write(much, 0, much.length, 0));
        }
    }

    @Test
    void theDiskSaysSoItself() throws IOException {
        fill();
        assertEquals(0, real.freeBytes(disk));
        try (DiskFile file = real.open(disk.resolve("segment"), true)) {
            assertThrows(NoRoomException.class, () -> file.reserve(2L * DISK_BYTES));
        }
    }

    @Test
    void isRecognisedInALanguageNobodyHereSpeaks() throws IOException {
        fill();

        for (IOException failure : new IOException[] {german, germanShare, new IOException()}) {
            assertTrue(NoRoomException.isWhy(failure, disk.resolve("segment"), null), failure::toString);
            assertTrue(NoRoomException.isWhy(failure, disk.resolve("not there yet"), null), failure::toString);
        }
        assertInstanceOf(NoRoomException.class, NoRoomException.recognise(german, disk.resolve("segment")));
    }

    /// There is room again by the time that somebody looks: then it is the words that count.
    @Test
    void isRecognisedByWhatTheSystemSaysOfAFileThatIsAlwaysFull() {
        assertTrue(NoRoomException.isWhy(german, disk, "Auf dem Gerät ist kein Speicherplatz mehr verfügbar"));
        assertTrue(NoRoomException.isWhy(new IOException("segment: Disk quota exceeded"), disk, null));
        assertFalse(NoRoomException.isWhy(german, disk, null), "nothing says that it is full");
    }

    @Test
    void otherFailuresStayWhatTheyAre() {
        assertSame(broken, NoRoomException.recognise(broken, disk.resolve("segment")));
        assertSame(
                broken, NoRoomException.recognise(broken, folder.resolve("no").resolve("such")));
    }
}
