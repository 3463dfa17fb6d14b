package io.natterjack.filestore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.SegmentHead;
import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.filestore.sim.StreamModel.State;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A bit that flips while a server that was killed is away, in a log of which much is in no checkpoint yet. One thing
/// is lost that the stream was told, at most, and that is reported: a removal as well as a message.
final class TailDamageTest {
    private static final int ROUNDS = Integer.getInteger("natterjack.damage.rounds", 60);
    private static final int TIDIED = 250;
    private static final int TAIL = 120;
    private static final Map<String, String> OPEN = Map.of();
    private static final Map<String, String> LOCKED = Map.of("key", "a key");

    /// A record that is not [Records#SAFE], in a segment.
    private record Place(Path file, int from, int length) {}

    /// What is there after a restart.
    private record Found(State state, List<String> problems, List<String> lines) {}

    static Stream<Arguments> streams() {
        return Stream.of(Durability.DISK, Durability.PAGE_CACHE)
                .flatMap(level -> Stream.of(Arguments.of(level, OPEN), Arguments.of(level, LOCKED)));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void everyRecordBehindTheCheckpointIsMissedIfItIsDamaged(Durability level, Map<String, String> options)
            throws IOException {
        ToldStream stream = new ToldStream(1, level, options, TIDIED, TAIL);
        assertEquals(stream.whole(), reopen(stream.disk().copy(1), options).state);
        List<Place> records = records(stream.disk());
        SplittableRandom random = new SplittableRandom(1);
        for (int back = 1; back <= stream.tail(); back++) {
            Place record = records.get(records.size() - back);
            FaultyDisk disk = stream.disk().copy(back);
            int flipped = record.from + random.nextInt(record.length);
            flip(disk, record.file, flipped, random);
            Found found = reopen(disk, options);
            String what = "record " + back + " from the end, byte " + (flipped - record.from);
            assertEquals(stream.without(stream.count() - back), found.state, what);
            boolean harmless = found.state.equals(stream.whole());
            assertTrue(harmless || !found.lines.isEmpty(), what);
            // The last one may not have been written as a whole.
            assertTrue(harmless || back == 1 || !found.problems.isEmpty(), what);
            assertEquals(found.state, reopen(disk, options).state, what);
        }
    }

    /// The same after the loss of power, when it may be a torn write. What is behind it and was not known to be safe
    /// is set aside then.
    @ParameterizedTest
    @MethodSource("streams")
    void afterALossOfPowerTheLogEndsThereOrGoesOn(Durability level, Map<String, String> options) throws IOException {
        ToldStream stream = new ToldStream(1, level, options, TIDIED, TAIL);
        List<Place> records = records(stream.disk());
        SplittableRandom random = new SplittableRandom(1);
        int cuts = 0;
        for (int back = 1; back <= stream.tail(); back++) {
            Place record = records.get(records.size() - back);
            FaultyDisk disk = stream.disk().copy(back);
            flip(disk, record.file, record.from + random.nextInt(record.length), random);
            disk.loseAllUnsynced();
            Found found = reopen(disk, options);
            String what = "record " + back + " from the end";
            boolean cut = found.state.equals(stream.first(stream.count() - back));
            boolean keeps =
                    disk.files().stream().anyMatch(file -> file.toString().contains("damaged"));
            assertTrue(cut || found.state.equals(stream.without(stream.count() - back)), what);
            if (found.state.equals(stream.whole())) {
                continue;
            }
            assertFalse(found.lines.isEmpty(), what);
            assertTrue(cut || !found.problems.isEmpty(), what);
            assertTrue(!cut || keeps || back == 1 || !found.problems.isEmpty(), what);
            cuts += cut && keeps ? 1 : 0;
        }
        assertTrue(cuts > 0, "something was committed last");
    }

    static Stream<Arguments> kinds() {
        return Stream.of(Durability.DISK, Durability.PAGE_CACHE)
                .flatMap(level -> Stream.concat(
                        Stream.of(".seg", ".sum", "manifest", "manifest.copy", "checkpoint", "checkpoint.copy", "boot")
                                .map(kind -> Arguments.of(kind, level, OPEN)),
                        Stream.of(".seg", ".sum", "manifest", "checkpoint", "checkpoint.copy", "key", "key.copy")
                                .map(kind -> Arguments.of(kind, level, LOCKED))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFlipAnywhereCostsOneThingAtMost(String kind, Durability level, Map<String, String> options)
            throws IOException {
        ToldStream stream = new ToldStream(2, level, options, TIDIED, TAIL);
        List<State> possible = IntStream.range(0, stream.count())
                .mapToObj(stream::without)
                .map(TailDamageTest::content)
                .toList();
        SplittableRandom random = new SplittableRandom(kind.hashCode());
        List<Path> victims = stream.disk().files().stream()
                .filter(file -> file.toString().endsWith(kind.startsWith(".") ? kind : "/" + kind))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            FaultyDisk disk = stream.disk().copy(round);
            Path victim = victims.get(random.nextInt(victims.size()));
            int place = random.nextInt(end(disk.bytes(victim)));
            flip(disk, victim, place, random);
            String what = "a flip at " + place + " of " + victim;
            Found found = reopen(disk, options);
            if (!found.state.equals(stream.whole())) {
                assertTrue(possible.contains(content(found.state)), what);
                assertFalse(found.lines.isEmpty(), what);
            }
            // What a consumer left whose definition was damaged may come back, as a later one is in the checkpoint.
            State again = reopen(disk, options).state;
            assertTrue(again.equals(found.state) || again.equals(stream.whole()), what);
        }
    }

    /// Without the last sequence, which a checkpoint knows even if the last message is lost.
    private static State content(State state) {
        return new State(state.messages(), 0, state.consumers());
    }

    /// Opens everything, looks, and closes it.
    private static Found reopen(FaultyDisk disk, Map<String, String> options) {
        Fleet fleet = new Fleet(disk, options);
        State state = look(fleet);
        Found found = new Found(state, fleet.problems(), fleet.lines());
        fleet.close();
        return found;
    }

    /// What is damaged is said once, and is missing then.
    private static State look(Fleet fleet) {
        for (int lost = 0; ; lost++) {
            try {
                return SimulatedStream.look(fleet.stream(ToldStream.NAME));
            } catch (StorageException damaged) {
                if (lost > 0) {
                    throw damaged;
                }
            }
        }
    }

    private static void flip(FaultyDisk disk, Path file, int place, SplittableRandom random) throws IOException {
        byte[] bytes = disk.bytes(file);
        bytes[place] ^= (byte) (1 << random.nextInt(8));
        disk.replace(file, bytes);
    }

    private static List<Place> records(FaultyDisk disk) throws IOException {
        List<Place> records = new ArrayList<>();
        for (Path file : disk.files().stream()
                .filter(file -> file.toString().endsWith("-0.seg"))
                .sorted()
                .toList()) {
            byte[] bytes = disk.bytes(file);
            int at = SegmentHead.BYTES;
            while (at + Records.HEAD_BYTES <= bytes.length && Records.length(bytes, at) > 0) {
                int length = Records.length(bytes, at);
                if (Records.kind(bytes, at) != Records.SAFE) {
                    records.add(new Place(file, at, length));
                }
                at += Records.aligned(length);
            }
        }
        return records;
    }

    private static int end(byte[] bytes) {
        int end = bytes.length;
        while (end > 1 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }
}
