package io.natterjack.filestore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What was committed last, in one go, and is damaged before a server comes back: nothing in the log says that it was
/// safe once. A machine that has been running all the time never lost anything, so that is damage; after the loss of
/// power it may be a torn write, but nothing is deleted on such doubt.
final class CutLogTest {
    private static final Sizes ONE_SEGMENT = new Sizes(1 << 17, 1 << 17, 0, 1 << 16);
    private static final Sizes SMALL = new Sizes(1 << 13, 1 << 13, 0, 1 << 16);
    private static final int FIRST = 20;
    private static final int ALL = 120;

    private final FaultyDisk disk = new FaultyDisk(1);

    /// Leaves a stream whose last 100 messages were acknowledged at once, just before the server was killed.
    private void leave(Sizes sizes) {
        Harbour harbour = new Harbour(disk, sizes);
        StoredStream orders = harbour.create();
        append(harbour, orders, 1, FIRST);
        append(harbour, orders, FIRST + 1, ALL);
        assertTrue(harbour.told() >= 2, "all of it is acknowledged");
        disk.endProcess();
    }

    private static void append(Harbour harbour, StoredStream orders, int from, int to) {
        for (int i = from; i <= to; i++) {
            Harbour.append(orders, i, 40);
        }
        orders.log().commit();
        harbour.hands().commit();
    }

    @Test
    void aMachineThatWasNotOffHasLostWhatIsDamagedAndNothingElse() throws IOException {
        leave(ONE_SEGMENT);
        flip("body of " + (FIRST + 1));

        Harbour harbour = new Harbour(disk, ONE_SEGMENT);

        assertEquals(without(FIRST + 1, ALL), sequences(harbour.open()));
        assertTrue(harbour.storage().problems().toString().contains("are damaged"), harbour.lines()::toString);
        assertEquals(List.of(), setAside());
    }

    @Test
    void aPowerLossMayHaveTornItSoThatItIsSetAside() throws IOException {
        leave(ONE_SEGMENT);
        Path segment = segment(1);
        byte[] before = disk.bytes(segment);
        int place = flip("body of " + (FIRST + 1));
        disk.loseAllUnsynced();

        Harbour harbour = new Harbour(disk, ONE_SEGMENT);

        assertEquals(without(0, FIRST), sequences(harbour.open()));
        assertEquals(List.of(), harbour.storage().problems());
        byte[] kept = disk.bytes(setAside().getFirst());
        assertArrayEquals(
                Arrays.copyOfRange(before, place + 8, kept.length), Arrays.copyOfRange(kept, place + 8, kept.length));
        assertTrue(text(kept).contains("body of " + ALL), "all of it is there");
        assertTrue(
                harbour.lines().toString().contains("set aside in " + setAside().getFirst()),
                harbour.lines()::toString);
    }

    @Test
    void whatIsSetAsideLaterDoesNotTakeThePlaceOfWhatWasBefore() throws IOException {
        leave(ONE_SEGMENT);
        flip("body of " + (FIRST + 1));
        disk.loseAllUnsynced();
        Harbour harbour = new Harbour(disk, ONE_SEGMENT);
        append(harbour, harbour.open(), FIRST + 1, ALL);
        byte[] first = disk.bytes(setAside().getFirst());
        disk.endProcess();
        flip("body of " + (FIRST + 2));
        disk.loseAllUnsynced();

        for (int round = 0; round < 2; round++) {
            Harbour again = new Harbour(disk, ONE_SEGMENT);
            assertEquals(without(0, FIRST + 1), sequences(again.open()));
            disk.loseAllUnsynced();
        }

        assertEquals(2, setAside().size(), "it is not set aside again at every start");
        assertArrayEquals(first, disk.bytes(setAside().getFirst()));
        assertNotEquals(text(first), text(disk.bytes(setAside().getLast())));
    }

    @Test
    void segmentsBehindItAreSetAsideAsAWhole() throws IOException {
        leave(SMALL);
        byte[] second = disk.bytes(segment(2));
        flip("body of " + (FIRST + 1));
        disk.loseAllUnsynced();

        Harbour harbour = new Harbour(disk, SMALL);

        assertEquals(without(0, FIRST), sequences(harbour.open()));
        assertEquals(List.of(), harbour.storage().problems());
        Path kept = setAside().stream()
                .filter(file -> file.toString().contains("02-0.seg"))
                .findFirst()
                .orElseThrow();
        assertArrayEquals(second, disk.bytes(kept));
    }

    /// The name of one may have been lost while those of others were not. What comes in its place has the same name
    /// as it had, and must not be followed by what is not its own.
    @Test
    void segmentsThatHaveLostTheOneBeforeThemAreSetAside() throws IOException {
        leave(SMALL);
        Path second = segment(2);
        disk.delete(second);
        disk.syncFolder(Objects.requireNonNull(second.getParent()));
        disk.loseAllUnsynced();

        Harbour harbour = new Harbour(disk, SMALL);
        List<Long> left = sequences(harbour.open());

        assertTrue(left.size() > FIRST && left.size() < ALL, left::toString);
        assertEquals(without(0, left.getLast().intValue()), left);
        assertEquals(2, setAside().size());
        assertTrue(disk.files().stream().noneMatch(file -> file.endsWith("0000000003-0.seg")));
    }

    @Test
    void anOrdinaryTornEndIsOfNoInterest() throws IOException {
        leave(ONE_SEGMENT);
        Path segment = segment(1);
        byte[] bytes = disk.bytes(segment);
        Arrays.fill(bytes, text(bytes).lastIndexOf("body of") + 12, bytes.length, (byte) 0);
        disk.replace(segment, bytes);

        for (FaultyDisk some : List.of(disk.copy(1), restarted())) {
            Harbour harbour = new Harbour(some, ONE_SEGMENT);
            assertEquals(without(0, ALL - 1), sequences(harbour.open()));
            assertEquals(List.of(), harbour.storage().problems());
            assertTrue(some.files().stream().noneMatch(file -> file.toString().contains("damaged")));
        }
    }

    private FaultyDisk restarted() {
        FaultyDisk copy = disk.copy(2);
        copy.loseAllUnsynced();
        return copy;
    }

    /// A unit that was not complete, whole records but for the last, never was in the stream.
    @Test
    void anIncompleteUnitIsOfNoInterest() {
        Fleet fleet = new Fleet(disk, Map.of());
        fleet.create("S0", StreamOptions.DEFAULT);
        fleet.append("S0", 10, 40, false);
        fleet.commit("S0");
        fleet.hands().commit();
        fleet.append("S0", 40, 1 << 20, true);
        disk.endProcess();

        for (FaultyDisk some : List.of(disk.copy(1), restarted())) {
            Fleet again = new Fleet(some, Map.of());
            assertEquals(List.of(), again.problems());
            assertEquals(10, SimulatedStream.look(again.stream("S0")).last());
            assertTrue(some.files().stream().noneMatch(file -> file.toString().contains("damaged")));
        }
    }

    /// @return where
    private int flip(String text) throws IOException {
        for (Path file : disk.files()) {
            byte[] bytes = disk.bytes(file);
            int at = file.toString().endsWith(".seg") ? text(bytes).indexOf(text + "x") : -1;
            if (at >= 0) {
                bytes[at] ^= 1;
                disk.replace(file, bytes);
                return at;
            }
        }
        throw new AssertionError(text + " is nowhere");
    }

    private Path segment(int number) {
        String end = String.format("/%010d-0.seg", number);
        return disk.files().stream()
                .filter(file -> file.toString().endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> setAside() {
        return disk.files().stream()
                .filter(file -> file.toString().contains("damaged"))
                .sorted()
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<Long> without(int missing, int last) {
        return LongStream.rangeClosed(1, last)
                .filter(sequence -> sequence != missing)
                .boxed()
                .toList();
    }

    private static List<Long> sequences(StoredStream stream) {
        List<Long> found = new ArrayList<>();
        StoredMessage window = new StoredMessage();
        for (long at = 1; stream.reader().next(SubjectFilter.ALL, at, window); at = window.sequence() + 1) {
            found.add(window.sequence());
        }
        return found;
    }
}
