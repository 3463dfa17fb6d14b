package io.natterjack.postgres.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is packed, widened and packed again, the index says what a plain map would.
final class SequenceIndexTest {
    private static final long EPOCH_NANOS = 1_700_000_000_000_000_000L;
    private static final int MESSAGES = 30_000;

    private final SequenceIndex index = new SequenceIndex();
    private final NavigableMap<Long, Known> model = new TreeMap<>();
    private long last;
    private long time = EPOCH_NANOS;

    private record Known(long time, String subject, int bytes) {}

    private void add(long gap, long pauseNanos, String subject, int bytes) {
        last += gap;
        time += pauseNanos;
        byte[] name = subject.getBytes(UTF_8);
        index.add(last, time, false, name, 0, name.length, bytes);
        model.put(last, new Known(time, subject, bytes));
    }

    private void compareWhole() {
        assertEquals(model.size(), index.messages());
        assertEquals(model.values().stream().mapToLong(Known::bytes).sum(), index.bytes());
        long expected = model.isEmpty() ? 0 : model.firstKey();
        for (long sequence = index.next(0); sequence > 0; sequence = index.next(sequence + 1)) {
            assertEquals(expected, sequence);
            Known known = requireNonNull(model.get(sequence));
            assertEquals(known, new Known(index.timeOf(sequence), known.subject, index.bytesOf(sequence)));
            Long next = model.higherKey(sequence);
            expected = next == null ? 0 : next;
        }
        assertEquals(0, expected);
        List<Long> gaps = new ArrayList<>();
        index.missing(1, last, (from, to) -> gaps.add(from) && gaps.add(to));
        assertEquals(gaps(), gaps);
    }

    private List<Long> gaps() {
        List<Long> gaps = new ArrayList<>();
        long expected = 1;
        for (long sequence : model.keySet()) {
            if (sequence > expected) {
                gaps.addAll(List.of(expected, sequence - 1));
            }
            expected = sequence + 1;
        }
        if (expected <= last) {
            gaps.addAll(List.of(expected, last));
        }
        return gaps;
    }

    private void compareFrom(long sequence, String subject) {
        assertEquals(model.containsKey(sequence), index.contains(sequence));
        compareFrom(sequence, SubjectFilter.of(subject), subject);
        compareFrom(sequence, SubjectFilter.of("s.*"), "");
        compareFrom(sequence, SubjectFilter.ALL, "");
    }

    /// @param only · the subject that the filter means; empty if it means all
    private void compareFrom(long sequence, SubjectFilter filter, String only) {
        assertEquals(first(model.tailMap(sequence, true), only), index.next(filter, sequence));
        assertEquals(first(model.headMap(sequence, true).descendingMap(), only), index.previous(filter, sequence));
    }

    private static long first(Map<Long, Known> candidates, String subject) {
        for (Map.Entry<Long, Known> one : candidates.entrySet()) {
            if (subject.isEmpty() || one.getValue().subject.equals(subject)) {
                return one.getKey();
            }
        }
        return 0;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aRandomCourseLeadsWhereAMapLeads(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int subjects = List.of(1, 3, 300, 100_000).get((int) seed % 4);
        long pause = List.of(1_000L, 1_000_000_000L).get((int) seed % 2);
        for (int step = 0; step < MESSAGES; step++) {
            long gap = random.nextInt(1_000) == 0 ? random.nextLong(1, 1L << random.nextInt(1, 34)) : 1;
            String subject = "s." + random.nextInt(subjects);
            add(gap, random.nextLong(-1_000, pause), subject, random.nextInt(50, 50 + (1 << random.nextInt(1, 20))));
            if (random.nextInt(3) == 0) {
                remove(random.nextInt(4) == 0 ? random.nextLong(1, last + 1) : near(random));
            }
            if (random.nextInt(200) == 0) {
                compareFrom(random.nextBoolean() ? near(random) : random.nextLong(1, last + 2), subject);
            }
        }
        compareWhole();
        for (int left = 0; left < 4; left++) {
            long through = model.lastKey() - random.nextLong(model.lastKey() - model.firstKey() + 1);
            index.removeThrough(through);
            model.headMap(through, true).clear();
            compareWhole();
        }
        index.removeThrough(last);
        assertEquals(0, index.messages());
        add(1, 1, "s.0", 1);
        assertTrue(index.memoryBytes() < 2_000, () -> "memory left: " + index.memoryBytes());
    }

    /// A message that is there, most likely.
    private long near(SplittableRandom random) {
        long from = model.isEmpty() ? 1 : model.firstKey() + random.nextLong(last - model.firstKey() + 1);
        Long found = model.ceilingKey(from);
        return found == null ? last : found;
    }

    private void remove(long sequence) {
        assertEquals(model.remove(sequence) != null, index.remove(sequence), () -> "remove " + sequence);
    }

    @Test
    void messagesThatAreAlikeTakeAFewBytesEach() {
        for (int number = 0; number < 10 * IndexPage.ENTRIES_MAX; number++) {
            add(1, 1_000_000, "s.1", 128);
        }
        long each = index.memoryBytes() / index.messages();
        assertTrue(each <= 6, () -> each + " bytes each");
    }

    @Test
    void messagesThatHaveLittleInCommonTakeLessThanBefore() {
        SplittableRandom random = new SplittableRandom(1);
        for (int number = 0; number < 10 * IndexPage.ENTRIES_MAX; number++) {
            add(
                    random.nextInt(1, 3),
                    random.nextLong(10_000_000),
                    "s." + random.nextInt(500),
                    random.nextInt(100, 10_000));
        }
        long each = index.memoryBytes() / index.messages();
        assertTrue(each <= 21, () -> each + " bytes each");
        compareWhole();
    }
}
