package io.natterjack.filestore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.filestore.sim.FaultyDisk;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Owners, committer and keeper as threads, on a disk that loses its power under them.
final class ThreadsTest {
    private static final Sizes SMALL = new Sizes(1 << 13, 1 << 14, 0, 1 << 14);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatWasToldSurvives(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FaultyDisk disk = new FaultyDisk(seed);
        List<SimulatedStream> streams = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            streams.add(new SimulatedStream(i, Durability.DISK, false, random.split()));
        }
        for (int life = 0; life < 4; life++) {
            Crew crew = new Crew();
            FileStorage storage = open(disk, crew);
            streams.forEach(stream -> stream.open(storage));
            assertEquals(List.of(), storage.problems());
            int steps = 200 + random.nextInt(800);
            try (ExecutorService owners = Executors.newFixedThreadPool(streams.size())) {
                CompletableFuture.allOf(streams.stream()
                                .map(stream -> CompletableFuture.runAsync(() -> live(stream, steps), owners))
                                .toArray(CompletableFuture[]::new))
                        .join();
            }
            disk.losePower();
            crew.close();
        }
        Crew crew = new Crew();
        FileStorage last = open(disk, crew);
        streams.forEach(stream -> stream.open(last));
        assertEquals(List.of(), last.problems());
        streams.forEach(SimulatedStream::close);
        last.close();
    }

    private static void live(SimulatedStream stream, int steps) {
        for (int i = 0; i < steps; i++) {
            stream.step();
        }
    }

    private static FileStorage open(FaultyDisk disk, Hands hands) {
        try {
            return FileStorage.open(
                    new StorageSettings("test", Path.of("/store"), 5_000_000L, Map.of(), new RecordedLog()),
                    disk,
                    hands,
                    SMALL);
        } catch (StorageException failure) {
            throw new AssertionError(failure);
        }
    }
}
