package io.natterjack.filestore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.filestore.sim.PowerLoss;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageSettings;
import io.natterjack.ports.storage.stream.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs streams on a disk that loses its power at any call, again and again: what was told is there afterwards,
/// and what is there is what some call has left. `-Dnatterjack.power.seeds` says how often, `-Dseed` repeats one.
final class PowerLossTest {
    private static final Sizes SMALL = new Sizes(1 << 13, 1 << 14, 0, 1 << 13);

    static LongStream seeds() {
        Long seed = Long.getLong("seed");
        return seed == null ? LongStream.range(0, Long.getLong("natterjack.power.seeds", 100)) : LongStream.of(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatWasToldSurvives(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FaultyDisk disk = new FaultyDisk(seed);
        List<SimulatedStream> streams = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Durability durability = random.nextInt(4) == 0 ? Durability.PAGE_CACHE : Durability.DISK;
            streams.add(new SimulatedStream(i, durability, random.nextInt(3) == 0, random));
        }
        boolean killed = false;
        for (int life = 0; life < 8; life++) {
            boolean power = random.nextInt(3) > 0;
            End end = new End(random.nextInt(random.nextBoolean() ? 60 : 1200), power, killed, options(seed, life));
            killed = !power;
            try {
                live(disk, streams, random, end);
            } catch (PowerLoss _) {
                // The next life finds what is left.
            }
        }
        disk.endAfter(Long.MAX_VALUE, true);
        // With the keys of the life before: a stream may not have been open since they changed.
        FileStorage last = open(disk, new SteppedHands(random.nextLong()), options(seed, 7));
        streams.forEach(stream -> stream.open(last));
        assertEquals(List.of(), last.problems());
    }

    private static Map<String, String> options(long seed, int life) {
        if (seed % 3 > 0 || (seed % 4 == 3 && life < 4)) {
            return Map.of();
        }
        // A stream that was not opened in one life is under the key of an earlier one.
        String cipher = seed % 2 == 0 ? "aes" : "chacha";
        return Map.of("cipher", cipher, "key", "key " + life / 4, "prev_key", "key " + (life / 4 - 1));
    }

    /// How a life ends.
    ///
    /// @param calls  · so many calls of the disk after its beginning
    /// @param power  · whether the power is lost, or else the process is killed
    /// @param killed · whether the process was killed before. What is in the page cache only is seen again first
    ///                 then
    /// @param options · of the configuration
    private record End(long calls, boolean power, boolean killed, Map<String, String> options) {}

    private static void live(FaultyDisk disk, List<SimulatedStream> streams, SplittableRandom random, End end) {
        SteppedHands hands = new SteppedHands(random.nextLong());
        disk.endAfter(end.killed ? Long.MAX_VALUE : end.calls, end.power);
        FileStorage storage = open(disk, hands, end.options);
        streams.forEach(stream -> stream.open(storage));
        assertEquals(List.of(), storage.problems());
        disk.endAfter(end.calls, end.power);
        if (!end.power) {
            streams.forEach(SimulatedStream::expectKill);
        }
        int steps = random.nextInt(600);
        for (int i = 0; i < steps; i++) {
            streams.get(random.nextInt(streams.size())).step();
            if (random.nextInt(4) == 0) {
                hands.commit();
            }
            if (random.nextInt(6) == 0) {
                hands.keep();
            }
        }
        hands.finish();
        streams.forEach(SimulatedStream::close);
        storage.close();
        disk.endAfter(Long.MAX_VALUE, true);
    }

    /// With keys that change from life to life, for every third seed, some of them late.
    private static FileStorage open(FaultyDisk disk, SteppedHands hands, Map<String, String> options) {
        StorageSettings settings =
                new StorageSettings("test", Path.of("/store"), 1_000_000_000L, options, new RecordedLog());
        try {
            return FileStorage.open(settings, disk, hands, SMALL);
        } catch (StorageException failure) {
            throw new AssertionError(failure);
        }
    }
}
