package io.natterjack.app.course;

import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same random courses on every storage. A failure shows its seed and what was done; `-Dseed=N` plays it again,
/// and `-Dnatterjack.course.seeds=N` plays more or fewer.
final class CourseTest {
    private static final int SEEDS = Integer.getInteger("natterjack.course.seeds", 200);

    /// Courses in memory and in PostgreSQL are a part of those in files: the first is looked at in each of those, the
    /// second takes its time.
    private static final int SHARE_IN_MEMORY = 5;

    private static final int SHARE_IN_POSTGRES = 20;

    static LongStream seeds() {
        return seeds(SEEDS);
    }

    static LongStream fewerSeeds() {
        return seeds(SEEDS / SHARE_IN_MEMORY);
    }

    private static LongStream seeds(int count) {
        Long replay = Long.getLong("seed");
        return replay == null ? LongStream.range(0, count) : LongStream.of(replay);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void inFiles(long seed) {
        beside(new MemoryPlace(), new FilePlace(), seed, true);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewerSeeds")
    void inMemory(long seed) {
        try (World tested = new World(new MemoryPlace())) {
            new Course(seed, "memory", tested, null, false).run();
        }
    }

    @Test
    void inPostgres() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
            seeds(SEEDS / SHARE_IN_POSTGRES)
                    .forEach(seed -> beside(new MemoryPlace(), new PostgresPlace(url, "course" + seed), seed, false));
        }
    }

    private static void beside(StoragePlace memory, StoragePlace place, long seed, boolean kills) {
        try (World tested = new World(place);
                World reference = new World(memory)) {
            new Course(seed, "file", tested, reference, kills).run();
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
        }
    }
}
