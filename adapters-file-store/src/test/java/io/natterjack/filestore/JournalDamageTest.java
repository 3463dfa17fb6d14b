package io.natterjack.filestore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A journal that is damaged when it is needed: the power is gone, and what many streams have committed last is
/// nowhere else.
final class JournalDamageTest {
    private static final List<String> MANY = List.of("S0", "S1", "S2", "S3");
    private static final int ROUNDS = Integer.getInteger("natterjack.damage.rounds", 60);
    private static final int BATCHES = 6;

    /// Of the last batch nobody can tell whether it was damaged or never written as a whole. Everything before it
    /// is there, or reported as missing.
    @ParameterizedTest(name = "cut: {0}")
    @ValueSource(booleans = {false, true})
    void whatIsMissingFromItIsReported(boolean cut) throws IOException {
        FaultyDisk intact = left();
        Map<String, Fleet.Sight> whole = new Fleet(intact.copy(0), Map.of()).look();
        SplittableRandom random = new SplittableRandom(1);
        int noticed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            FaultyDisk disk = intact.copy(round);
            Path journal = journal(disk);
            byte[] bytes = disk.bytes(journal);
            int place = random.nextInt(lastByte(bytes) + 1);
            bytes[place] ^= (byte) (1 << random.nextInt(8));
            disk.replace(journal, cut ? Arrays.copyOf(bytes, place) : bytes);
            Fleet fleet = new Fleet(disk, Map.of());
            Map<String, Fleet.Sight> found = fleet.look();
            boolean reported = !fleet.problems().isEmpty();
            noticed += reported ? 1 : 0;
            for (String name : MANY) {
                check(
                        Objects.requireNonNull(whole.get(name)),
                        Objects.requireNonNull(found.get(name)),
                        reported,
                        name + ", damaged at " + place);
            }
            fleet.close();
            assertEquals(found, new Fleet(disk, Map.of()).look(), "what is left has changed");
        }
        assertTrue(noticed > ROUNDS / 4, "most of the journal is not the last batch");
    }

    private static void check(Fleet.Sight whole, Fleet.Sight found, boolean reported, String what) {
        long missing = whole.state().last() - found.state().last();
        found.state()
                .messages()
                .forEach((sequence, text) ->
                        assertEquals(whole.state().messages().get(sequence), text, what));
        if (found.state().messages().size() < found.state().last() || missing > 3) {
            assertTrue(reported, () -> "damage went unnoticed: " + what + " has " + found);
        }
    }

    private static FaultyDisk left() {
        FaultyDisk disk = new FaultyDisk(1);
        Fleet fleet = new Fleet(disk, Map.of());
        MANY.forEach(name -> fleet.create(name, StreamOptions.DEFAULT));
        for (int batch = 0; batch < BATCHES; batch++) {
            MANY.forEach(name -> fleet.append(name, 3, 20, false));
            MANY.forEach(fleet::commit);
            fleet.hands().finish();
        }
        disk.loseAllUnsynced();
        return disk;
    }

    private static Path journal(FaultyDisk disk) {
        Path journal = disk.files().stream()
                .filter(file -> file.toString().endsWith("journal-0"))
                .findFirst()
                .orElseThrow();
        assertFalse(journal.toString().isEmpty());
        return journal;
    }

    private static int lastByte(byte[] bytes) {
        int at = bytes.length - 1;
        while (bytes[at] == 0) {
            at--;
        }
        return at;
    }
}
