package io.natterjack.filestore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Segments that are written anew: compressed, or merged with their neighbours.
final class CompressionTest {
    private static final StreamOptions COMPRESSED = new StreamOptions(Durability.DISK, true, 1);
    private static final Map<String, String> KEY = Map.of("key", "a key");
    private static final int MESSAGES = 300;

    private final FaultyDisk disk = new FaultyDisk(1);

    private Fleet filled(StreamOptions options, Map<String, String> configuration) {
        Fleet fleet = new Fleet(disk, configuration);
        fleet.create("S0", options);
        fleet.append("S0", MESSAGES, 300, false);
        fleet.commit("S0");
        for (int i = 0; i < 20; i++) {
            fleet.keepUp();
        }
        return fleet;
    }

    private List<Path> segments() {
        return disk.files().stream()
                .filter(file -> file.toString().endsWith(".seg"))
                .toList();
    }

    private long segmentBytes() throws IOException {
        long bytes = 0;
        for (Path segment : segments()) {
            bytes += disk.bytes(segment).length;
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fullSegmentsShrinkAndCountAsBefore(boolean encrypted) throws IOException {
        Map<String, String> configuration = encrypted ? KEY : Map.of();
        Fleet plain = filled(StreamOptions.DEFAULT, configuration);
        StreamState before = state(plain);
        long plainBytes = segmentBytes();
        plain.delete("S0");
        plain.close();

        Fleet compressed = filled(COMPRESSED, configuration);

        assertTrue(segmentBytes() < plainBytes / 2, () -> "not less than " + plainBytes);
        assertEquals(before.bytes(), state(compressed).bytes());
        assertEquals(before.messages(), state(compressed).messages());
        compressed.close();
        assertEquals(MESSAGES, state(new Fleet(disk, configuration)).messages());
    }

    @Test
    void anExistingStreamChangesOverAndBack() throws IOException {
        Fleet fleet = filled(StreamOptions.DEFAULT, Map.of());
        long plainBytes = segmentBytes();
        byte[] definition = {1};

        fleet.stream("S0").redefine(COMPRESSED, definition);
        keepUpLong(fleet);
        long compressedBytes = segmentBytes();
        fleet.stream("S0").redefine(StreamOptions.DEFAULT, definition);
        keepUpLong(fleet);

        assertTrue(compressedBytes < plainBytes / 2, () -> compressedBytes + " of " + plainBytes);
        assertTrue(segmentBytes() > compressedBytes * 2, "it is as it was");
        assertEquals(
                MESSAGES,
                Objects.requireNonNull(fleet.look().get("S0"))
                        .state()
                        .messages()
                        .size());
    }

    private static void keepUpLong(Fleet fleet) {
        for (int i = 0; i < 20; i++) {
            fleet.keepUp();
        }
    }

    private static StreamState state(Fleet fleet) {
        StreamState state = new StreamState();
        fleet.stream("S0").log().state(state);
        return state;
    }

    /// A flipped bit costs the messages of its block. It is noticed, and the other blocks are served.
    @Test
    void aDamagedBlockIsNoticedAndCostsNothingElse() throws IOException {
        filled(COMPRESSED, Map.of()).close();
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            FaultyDisk damaged = disk.copy(round);
            Path victim = segments().get(random.nextInt(segments().size() - 1));
            byte[] bytes = damaged.bytes(victim);
            int place = random.nextInt(bytes.length);
            bytes[place] ^= (byte) (1 << random.nextInt(8));
            damaged.replace(victim, round % 4 > 0 ? bytes : Arrays.copyOf(bytes, place));
            Fleet fleet = new Fleet(damaged, Map.of());
            int found = readAll(fleet.stream("S0"));
            assertTrue(found >= MESSAGES - 40, () -> "only " + found + " are left after damage at " + place);
            assertEquals(found < MESSAGES, !fleet.problems().isEmpty(), () -> "damage at " + place + " of " + victim);
            fleet.close();
            assertEquals(found, readAll(new Fleet(damaged, Map.of()).stream("S0")));
        }
    }

    private static int readAll(StoredStream stream) {
        StoredMessage window = new StoredMessage();
        int found = 0;
        for (long sequence = 1; sequence <= MESSAGES; sequence++) {
            try {
                if (stream.reader().read(sequence, window)) {
                    int from = window.payloadFrom();
                    assertArrayEquals(
                            Harbour.body(sequence, 300),
                            Arrays.copyOfRange(window.payload(), from, from + window.payloadLength()));
                    found++;
                }
            } catch (StorageException damaged) {
                long missing = sequence;
                assertFalse(stream.reader().read(missing, window), damaged::toString);
            }
        }
        return found;
    }

    /// What little is left of many segments, for good, ends up in few.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void smallNeighboursAreMerged(boolean compressed) {
        Fleet fleet = filled(new StreamOptions(Durability.DISK, compressed, 1), Map.of());
        int before = segments().size();
        for (int subject = 0; subject < 40; subject++) {
            assertEquals(subject == 0 ? 40 : subject, next(fleet, subject));
        }

        for (int sequence = 1; sequence <= MESSAGES; sequence++) {
            if (sequence % 30 > 0) {
                fleet.stream("S0").log().remove(sequence, false);
            }
        }
        fleet.commit("S0");
        keepUpLong(fleet);

        assertTrue(before > 30, () -> "there were only " + before);
        assertTrue(segments().size() <= 5, () -> segments().size() + " are left of " + before);
        Map<String, Fleet.Sight> left = fleet.look();
        assertEquals(
                MESSAGES / 30,
                Objects.requireNonNull(left.get("S0")).state().messages().size());
        for (int subject = 0; subject < 40; subject += 10) {
            assertEquals(List.of(120, 90, 60, 30).get(subject / 10), (int) next(fleet, subject));
        }
        fleet.close();
        assertEquals(left, new Fleet(disk, Map.of()).look());
    }

    private static long next(Fleet fleet, int subject) {
        StoredMessage window = new StoredMessage();
        assertTrue(fleet.stream("S0").reader().next(SubjectFilter.of("orders." + subject), 1, window));
        return window.sequence();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasStoredWithoutAKeyIsEncryptedAtTheNextStart(boolean compressed) throws IOException {
        Fleet plain = filled(new StreamOptions(Durability.DISK, compressed, 1), Map.of());
        plain.stream("S0").consumers().define("pull", "body of a consumer".getBytes(StandardCharsets.UTF_8));
        Map<String, Fleet.Sight> before = plain.look();
        plain.close();

        Fleet locked = new Fleet(disk, KEY);

        assertEquals(before, locked.look());
        assertEquals(List.of(), locked.problems());
        for (Path file : disk.files()) {
            String content = new String(disk.bytes(file), StandardCharsets.ISO_8859_1);
            for (String secret : List.of("body of", "orders.", "first definition")) {
                assertFalse(content.contains(secret), () -> secret + " is in " + file);
            }
        }
        assertTrue(
                locked.lines().stream().anyMatch(line -> line.contains("S0 is encrypted")), locked.lines()::toString);
        locked.close();
        Fleet again = new Fleet(disk, KEY);
        assertEquals(before, again.look());
        assertTrue(again.lines().stream().noneMatch(line -> line.contains("encrypt")), "there is nothing left to do");
    }

    @Test
    void whatCannotBeEncryptedForWantOfRoomIsSaidAndTriedAgain() {
        Map<String, Fleet.Sight> before = closed(filled(StreamOptions.DEFAULT, Map.of()));
        disk.capacity(disk.usedBytes() + 1000);

        Fleet full = new Fleet(disk, KEY);

        assertEquals(before, full.look());
        assertTrue(full.problems().toString().contains("could be encrypted"), full.problems()::toString);
        disk.capacity(Long.MAX_VALUE);
        disk.endProcess();
        Fleet again = new Fleet(disk, KEY);
        assertEquals(before, again.look());
        assertEquals(List.of(), again.problems());
    }

    private static Map<String, Fleet.Sight> closed(Fleet fleet) {
        Map<String, Fleet.Sight> seen = fleet.look();
        fleet.close();
        return seen;
    }
}
