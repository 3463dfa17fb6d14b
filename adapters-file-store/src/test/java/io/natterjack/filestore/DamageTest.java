package io.natterjack.filestore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.SegmentHead;
import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are not as they were left: cut short, or with bits that have flipped.
final class DamageTest {
    private static final Sizes ONE_SEGMENT = new Sizes(1 << 17, 1 << 17, 0, 1 << 16);
    private static final Sizes SMALL = new Sizes(1 << 13, 1 << 13, 0, 1 << 13);
    private static final int MESSAGES = 400;
    private static final int ROUNDS = Integer.getInteger("natterjack.damage.rounds", 60);
    private static final Map<String, String> OPEN = Map.of();
    private static final Map<String, String> LOCKED = Map.of("key", "a key");

    /// 1 to cut at every byte. The last record and a bit are always cut everywhere.
    private static final int STEP = Integer.getInteger("natterjack.truncation.step", 17);

    private static final int STEPPED_BEHIND = 600;

    /// The log cut at any byte holds the whole messages before the cut, and no others; the next one is stored as ever.
    @Test
    void aLogThatIsCutEndsWithItsLastWholeMessage() throws IOException {
        FaultyDisk intact = filled(ONE_SEGMENT, 300, 180, OPEN);
        Path segment = only(intact, ".seg");
        byte[] bytes = intact.bytes(segment);
        int end = lastByte(bytes) + 1;
        assertTrue(end > 1 << 16);
        for (int cut = end; cut >= end - (1 << 16); cut -= end - cut < STEPPED_BEHIND ? 1 : STEP) {
            FaultyDisk disk = intact.copy(cut);
            disk.replace(segment, Arrays.copyOf(bytes, cut));
            int place = cut;
            assertEquals(wholeMessages(bytes, cut), messagesOnceReopened(disk, cut), () -> "cut at " + place);
        }
    }

    private static long wholeMessages(byte[] segment, int cut) {
        long messages = 0;
        int at = SegmentHead.BYTES;
        while (at + Records.HEAD_BYTES <= cut && at + Records.length(segment, at) <= cut) {
            messages += Records.kind(segment, at) == Records.MESSAGE ? 1 : 0;
            at += Records.aligned(Records.length(segment, at));
        }
        return messages;
    }

    private static long messagesOnceReopened(FaultyDisk disk, int cut) {
        Harbour harbour = new Harbour(disk, ONE_SEGMENT);
        StoredStream orders = harbour.open();
        StreamState state = new StreamState();
        orders.log().state(state);
        StoredMessage window = new StoredMessage();
        long messages = 0;
        for (long at = 1; orders.reader().next(SubjectFilter.ALL, at, window); at++) {
            assertEquals(at, window.sequence());
            assertArrayEquals(Harbour.body(at, 180), payload(window));
            messages++;
        }
        assertEquals(state.messages(), messages);
        Harbour.append(orders, state.lastSequence() + 1, 3);
        orders.log().commit();
        harbour.hands().finish();
        assertTrue(harbour.told() > 0, () -> "cut at " + cut);
        return messages;
    }

    static Stream<Arguments> kinds() {
        Stream<Arguments> open = Stream.of(".seg", ".sum", "manifest", "manifest.copy", "checkpoint", "checkpoint.copy")
                .map(kind -> Arguments.of(kind, OPEN));
        Stream<Arguments> locked = Stream.of(".seg", ".sum", "manifest", "checkpoint", "key", "key.copy")
                .map(kind -> Arguments.of(kind, LOCKED));
        return Stream.concat(open, locked);
    }

    /// What is read is what was written, whatever has flipped; and what is not read is missing alone.
    @ParameterizedTest
    @MethodSource("kinds")
    void bitsThatFlipCostWhatTheyHitAtMost(String kind, Map<String, String> options) throws IOException {
        FaultyDisk intact = filled(SMALL, MESSAGES, 40, options);
        SplittableRandom random = new SplittableRandom(kind.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            FaultyDisk disk = intact.copy(round);
            Path victim = any(disk, kind, random);
            byte[] bytes = disk.bytes(victim);
            int place = random.nextInt(kind.equals(".seg") ? lastByte(bytes) + 1 : bytes.length);
            bytes[place] ^= (byte) (1 << random.nextInt(8));
            disk.replace(victim, bytes);
            String what = "a flip at " + place + " of " + victim;
            int missing = MESSAGES - survivors(disk, options, kind, what).size();
            assertTrue(missing <= 1, () -> missing + " messages are missing after " + what);
        }
    }

    /// Of a file that is cut, only what was behind the cut is missing.
    @ParameterizedTest
    @MethodSource("kinds")
    void filesThatAreCutCostWhatWasBehindTheCut(String kind, Map<String, String> options) throws IOException {
        FaultyDisk intact = filled(SMALL, MESSAGES, 40, options);
        SplittableRandom random = new SplittableRandom(kind.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            FaultyDisk disk = intact.copy(round);
            Path victim = any(disk, kind, random);
            byte[] bytes = disk.bytes(victim);
            int cut = round == 0 ? 0 : random.nextInt(kind.equals(".seg") ? lastByte(bytes) + 1 : bytes.length);
            disk.replace(victim, Arrays.copyOf(bytes, cut));
            String what = "a cut at " + cut + " of " + victim;
            int missing = MESSAGES - survivors(disk, options, kind, what).size();
            int behind = kind.equals(".seg") ? (bytes.length - cut) / 64 : 0;
            assertTrue(missing <= behind, () -> missing + " messages are missing after " + what);
        }
    }

    /// What can be read, which is noticed and does not change when everything is opened again.
    private static Set<Long> survivors(FaultyDisk disk, Map<String, String> options, String kind, String what) {
        Harbour harbour = new Harbour(disk, SMALL, options);
        StoredStream orders = harbour.open();
        Set<Long> found = readAll(orders);
        if (found.size() < MESSAGES) {
            assertFalse(harbour.storage().problems().isEmpty(), () -> what + " went unnoticed");
        }
        if (!kind.equals(".seg")) {
            assertFalse(harbour.lines().isEmpty(), () -> what + " went unnoticed");
        }
        orders.close();
        harbour.close();
        Harbour again = new Harbour(disk, SMALL, options);
        assertEquals(found, readAll(again.open()), () -> "what is left after " + what + " has changed");
        return found;
    }

    /// Reads everything, steps over what is damaged, and checks the rest.
    private static Set<Long> readAll(StoredStream orders) {
        assertArrayEquals("definition".getBytes(UTF_8), orders.definition());
        assertArrayEquals("state".getBytes(UTF_8), orders.consumers().state("pull"));
        TreeSet<Long> found = new TreeSet<>();
        StoredMessage window = new StoredMessage();
        for (long at = 1; at <= MESSAGES; at++) {
            try {
                if (orders.reader().read(at, window)) {
                    assertArrayEquals(Harbour.body(at, 40), payload(window));
                    found.add(at);
                }
            } catch (StorageException damaged) {
                long sequence = at;
                assertFalse(orders.reader().read(sequence, window), damaged::toString);
            }
        }
        StreamState state = new StreamState();
        orders.log().state(state);
        assertEquals(found.size(), state.messages());
        assertEquals(found.size(), orders.subjects().count(SubjectFilter.of("orders.*"), 0, Long.MAX_VALUE));
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest", "checkpoint"})
    void aStreamWhoseTwinsAreBothDamagedIsRefusedAndKept(String kind) throws IOException {
        FaultyDisk disk = filled(SMALL, MESSAGES, 40, OPEN);
        for (String name : new String[] {kind, kind + ".copy"}) {
            Path file = only(disk, "/" + name);
            byte[] bytes = disk.bytes(file);
            bytes[bytes.length / 2] ^= 4;
            disk.replace(file, bytes);
        }
        int files = disk.files().size();
        Harbour harbour = new Harbour(disk, SMALL);

        assertThrows(StorageException.class, harbour::open);

        assertEquals(1, harbour.storage().streams().size());
        assertEquals(1, harbour.storage().problems().size());
        assertTrue(disk.files().size() >= files, "nothing is deleted on doubt");
    }

    @Test
    void aNewerFormatIsRefusedByName() throws IOException {
        FaultyDisk disk = new FaultyDisk(1);
        Harbour harbour = new Harbour(disk, SMALL);
        harbour.create().close();
        harbour.close();
        for (Path file : disk.files()) {
            if (file.toString().contains("manifest")) {
                disk.replace(file, newer(disk.bytes(file)));
            }
        }

        StorageException refusal = assertThrows(StorageException.class, () -> reopenAny(disk));

        assertTrue(refusal.toString().contains("format 3"), refusal::toString);
    }

    private static void reopenAny(FaultyDisk disk) {
        Harbour harbour = new Harbour(disk, SMALL);
        harbour.storage().open(harbour.storage().streams().getFirst(), Durability.DISK, harbour);
    }

    private static byte[] newer(byte[] file) {
        byte[] changed = file.clone();
        changed[3] = 3;
        CRC32C crc = new CRC32C();
        crc.update(changed, 0, 8);
        crc.update(changed, 12, changed.length - 12);
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(8, (int) crc.getValue());
        return changed;
    }

    private static FaultyDisk filled(Sizes sizes, int messages, int length, Map<String, String> options) {
        FaultyDisk disk = new FaultyDisk(1);
        Harbour harbour = new Harbour(disk, sizes, options);
        StoredStream orders = harbour.create();
        orders.consumers().define("pull", "definition".getBytes(UTF_8));
        orders.consumers().save("pull", "state".getBytes(UTF_8), 0, 5);
        for (int i = 1; i <= messages; i++) {
            Harbour.append(orders, i, length);
            if (i % 10 == 0) {
                orders.log().commit();
                harbour.hands().finish();
            }
        }
        orders.close();
        harbour.close();
        return disk;
    }

    private static byte[] payload(StoredMessage message) {
        return Arrays.copyOfRange(
                message.payload(), message.payloadFrom(), message.payloadFrom() + message.payloadLength());
    }

    private static int lastByte(byte[] bytes) {
        int at = bytes.length - 1;
        while (bytes[at] == 0) {
            at--;
        }
        return at;
    }

    private static Path only(FaultyDisk disk, String end) {
        return disk.files().stream()
                .filter(file -> file.toString().endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    private static Path any(FaultyDisk disk, String end, SplittableRandom random) {
        List<Path> files = disk.files().stream()
                .filter(file -> file.toString().endsWith(end.startsWith(".") ? end : "/" + end))
                .toList();
        return files.get(random.nextInt(files.size()));
    }
}
