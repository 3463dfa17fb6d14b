package io.natterjack.domain.kv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.domain.kv.WatchOptions.Start;
import io.natterjack.domain.subject.Subjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random changes, with and without conditions and times to live, and watchers that come, fall behind and go;
/// after each step, what the bucket says is compared with a model on paper. A failure prints its seed;
/// `-Dseed=N` replays it.
final class KeyValueSimulationTest {
    private static final List<String> KEYS = List.of("a", "b", "c.a", "c.b");
    private static final List<String> FILTERS = List.of(">", "a", "c.*", "*", "c.b");
    private static final int MARKER_SECONDS = 4;

    private final TestBuckets broker = new TestBuckets();
    private final List<Watched> watches = new ArrayList<>();

    /// A watch, and how far it has been drained.
    private static final class Watched {
        private final KeyValueWatch watch;
        private final String filter;
        private final Start start;
        private final long pastEnd;
        private long shownTo;
        private boolean inPast;

        Watched(KeyValueWatch watch, String filter, Start start, long pastEnd) {
            this.watch = watch;
            this.filter = filter;
            this.start = start;
            this.pastEnd = pastEnd;
            this.shownTo = start == Start.UPDATES ? pastEnd : 0;
            this.inPast = start != Start.UPDATES;
        }

        void compareWith(ModelBucket model) {
            List<String> expected = new ArrayList<>();
            for (ModelBucket.Line line : model.lines()) {
                boolean replaced =
                        start == Start.LATEST && line.revision() <= pastEnd && !line.equals(model.latest(line.key()));
                if (line.revision() > shownTo && Subjects.matches(filter, line.key()) && !replaced) {
                    expected.add(line.shown());
                }
            }
            TestBuckets.Heard heard = TestBuckets.drain(watch);
            assertEquals(expected, heard.shown(), "what a watch of " + filter + " shows");
            assertEquals(inPast, heard.caughtUpAt() >= 0, "whether the past is over");
            inPast = false;
            shownTo = model.lastRevision();
        }
    }

    static LongStream seeds() {
        Long replay = Long.getLong("seed");
        return replay == null ? LongStream.range(0, 200) : LongStream.of(replay);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aBucketIsWhatItsHistorySays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int history = 1 + random.nextInt(4);
        KeyValueBucket bucket = broker.bucket(KeyValueConfiguration.of("B")
                .withHistory(history)
                .withLimitMarkerTtl(Duration.ofSeconds(MARKER_SECONDS)));
        ModelBucket model = new ModelBucket(history, MARKER_SECONDS * 1_000_000_000L);
        long written = 0;
        for (int step = 0; step < 150; step++) {
            switch (random.nextInt(10)) {
                case 0 -> passes(random, model);
                case 1 -> begin(random, bucket, model);
                case 2 -> drainOne(random, model);
                default -> written += change(random, bucket, model, "v" + step);
            }
            compare(bucket, model);
        }
        watches.forEach(each -> each.compareWith(model));
        assertEquals(written, broker.safe().size(), "every change has become safe");
        assertEquals(List.of(), broker.unsafe());
    }

    private void passes(SplittableRandom random, ModelBucket model) {
        broker.passes(random.nextLong(3_000_000_000L));
        model.passes(broker.nowNanos());
    }

    private void begin(SplittableRandom random, KeyValueBucket bucket, ModelBucket model) {
        String filter = FILTERS.get(random.nextInt(FILTERS.size()));
        WatchOptions latest = WatchOptions.keys(filter);
        WatchOptions options = switch (random.nextInt(3)) {
            case 0 -> latest.includeHistory();
            case 1 -> latest.updatesOnly();
            default -> latest;
        };
        watches.add(new Watched(bucket.watch(options, () -> {}), filter, options.start(), model.lastRevision()));
    }

    private void drainOne(SplittableRandom random, ModelBucket model) {
        if (!watches.isEmpty()) {
            Watched watched = watches.get(random.nextInt(watches.size()));
            watched.compareWith(model);
            if (random.nextInt(4) == 0) {
                watched.watch.close();
                watches.remove(watched);
            }
        }
    }

    /// @return 1 if something was written
    private int change(SplittableRandom random, KeyValueBucket bucket, ModelBucket model, String value) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        byte[] bytes = value.getBytes(UTF_8);
        KeyChange change = switch (random.nextInt(6)) {
            case 0 -> KeyChange.create(key, bytes);
            case 1 -> KeyChange.create(key, bytes).withTtl(Duration.ofSeconds(1 + random.nextInt(4)));
            case 2 -> KeyChange.delete(key);
            case 3 ->
                random.nextBoolean()
                        ? KeyChange.purge(key)
                        : KeyChange.purge(key).withTtl(Duration.ofSeconds(2));
            default -> KeyChange.put(key, bytes);
        };
        if (change.condition() == KeyChange.ANYWAY && random.nextInt(3) == 0) {
            ModelBucket.Line last = model.latest(key);
            long right = last == null ? 0 : last.revision();
            change = change.ifRevision(random.nextBoolean() ? right : random.nextLong(model.lastRevision() + 2));
        }
        String text = new String(change.value(), UTF_8);
        long expected = model.apply(change, text, broker.nowNanos());
        assertEquals(expected, applied(bucket, change), change.toString());
        return expected > 0 ? 1 : 0;
    }

    /// @return the revision; 0 if the condition is not met
    private long applied(KeyValueBucket bucket, KeyChange change) {
        try {
            return broker.apply(bucket, change);
        } catch (KeyValueException.KeyExists | KeyValueException.WrongRevision _) {
            return 0;
        }
    }

    private static void compare(KeyValueBucket bucket, ModelBucket model) {
        for (String key : KEYS) {
            ModelBucket.Line expected = model.latest(key);
            KeyValueEntry latest = bucket.latest(key);
            assertEquals(
                    expected == null ? "none" : expected.shown(), latest == null ? "none" : TestBuckets.shown(latest));
        }
        for (ModelBucket.Line line : model.lines()) {
            KeyValueEntry entry = bucket.at(line.key(), line.revision());
            assertEquals(line.shown(), entry == null ? "none" : TestBuckets.shown(entry));
        }
        KeyValueStatus status = bucket.status();
        assertEquals(model.lines().size(), status.values());
        assertEquals(model.lastRevision(), status.lastRevision());
    }
}
