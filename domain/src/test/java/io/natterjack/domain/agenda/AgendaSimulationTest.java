package io.natterjack.domain.agenda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An agenda and a plain list are told the same, by a seed: entries, cancellations and the passing of time, also from
/// within tasks. They have to run the same tasks in the same order.
final class AgendaSimulationTest {
    private static final int SEEDS = 100;
    private static final int STEPS = 400;

    @ParameterizedTest
    @ValueSource(longs = {0, SEEDS, 2 * SEEDS, 3 * SEEDS})
    void anAgendaRunsWhatAListWouldRun(long firstSeed) {
        for (long seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
            new Simulation(seed).run();
        }
    }

    private static final class Simulation {
        private final long seed;
        private final SplittableRandom random;
        private final Agenda agenda = new Agenda();
        private final List<Entry> waiting = new ArrayList<>();
        private final List<Entry> ran = new ArrayList<>();
        private long nowNanos = 1_000;
        private int entered;

        Simulation(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(6)) {
                    case 0, 1, 2 -> enter();
                    case 3 -> cancelOne();
                    default -> pass();
                }
                assertEquals(waiting.size(), agenda.size(), this::where);
                assertEquals(
                        waiting.stream()
                                .mapToLong(entry -> entry.dueNanos)
                                .min()
                                .orElse(Agenda.NEVER),
                        agenda.nextDueNanos(),
                        this::where);
            }
        }

        /// Tasks of the second kind enter another when they run, those of the third cancel one.
        private void enter() {
            Entry entry = new Entry(entered++, nowNanos - 20 + random.nextInt(200), random.nextInt(4));
            entry.appointment = agenda.at(entry.dueNanos, () -> ranNow(entry));
            waiting.add(entry);
        }

        private void ranNow(Entry entry) {
            Entry expected = waiting.stream()
                    .min(Comparator.<Entry>comparingLong(some -> some.dueNanos).thenComparingInt(some -> some.number))
                    .orElseThrow();
            assertEquals(expected.number, entry.number, this::where);
            assertEquals(true, entry.dueNanos <= nowNanos, this::where);
            waiting.remove(entry);
            ran.add(entry);
            switch (entry.kind) {
                case 1 -> enter();
                case 2 -> cancelOne();
                default -> {}
            }
        }

        private void cancelOne() {
            List<Entry> from = random.nextInt(4) == 0 ? ran : waiting;
            if (!from.isEmpty()) {
                Entry entry = from.get(random.nextInt(from.size()));
                entry.cancel();
                waiting.remove(entry);
            }
        }

        private void pass() {
            nowNanos += random.nextInt(60);
            int before = ran.size();
            int count = agenda.runDue(nowNanos);
            assertEquals(count, ran.size() - before, this::where);
            assertEquals(
                    0,
                    waiting.stream().filter(entry -> entry.dueNanos <= nowNanos).count(),
                    this::where);
        }

        private String where() {
            return "seed " + seed + " at " + nowNanos;
        }
    }

    private static final class Entry {
        private final int number;
        private final long dueNanos;
        private final int kind;
        private Appointment appointment = new Agenda().at(0, () -> {});

        Entry(int number, long dueNanos, int kind) {
            this.number = number;
            this.dueNanos = dueNanos;
            this.kind = kind;
        }

        void cancel() {
            appointment.cancel();
        }
    }
}
