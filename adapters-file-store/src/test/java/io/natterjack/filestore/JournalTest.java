package io.natterjack.filestore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What many streams commit little by little: the journal has it first, and their own files get it later.
final class JournalTest {
    private static final List<String> MANY = List.of("S0", "S1", "S2", "S3");
    private static final int BATCHES = 2;
    private static final int MESSAGES = 4;
    private static final int PAYLOAD_BYTES = 100;
    private static final int SECTOR_BYTES = 4096;

    private final FaultyDisk disk = new FaultyDisk(1);
    private final Fleet fleet = new Fleet(disk, Map.of());

    @BeforeEach
    void commitLittleByLittle() {
        MANY.forEach(name -> fleet.create(name, StreamOptions.DEFAULT));
        for (int batch = 0; batch < BATCHES; batch++) {
            commitABatch();
        }
    }

    private void commitABatch() {
        MANY.forEach(name -> fleet.append(name, MESSAGES, PAYLOAD_BYTES, false));
        MANY.forEach(fleet::commit);
        fleet.hands().finish();
    }

    @Test
    void holdsEveryMessageOnce() throws IOException {
        int used = used("journal-0");
        assertTrue(used <= BATCHES * SECTOR_BYTES, () -> used + " bytes, and each batch fits into a sector");
    }

    @Test
    void isAheadOfTheFilesOfItsStreams() throws IOException {
        int before = used(".seg");
        commitABatch();
        assertEquals(before, used(".seg"), "a file was written for a few messages");
        FaultyDisk killed = disk.copy(1);
        assertEquals(fleet.look(), new Fleet(killed, Map.of()).look(), "a killed server finds what is in the journal");
    }

    private int used(String ending) throws IOException {
        int used = 0;
        for (Path file : disk.files()) {
            used += file.toString().endsWith(ending) ? used(file) : 0;
        }
        return used;
    }

    private int used(Path file) throws IOException {
        byte[] bytes = disk.bytes(file);
        int at = bytes.length;
        while (at > 0 && bytes[at - 1] == 0) {
            at--;
        }
        return at;
    }
}
