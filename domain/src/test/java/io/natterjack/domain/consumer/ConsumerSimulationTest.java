package io.natterjack.domain.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.ConsumerConfigBuilder;
import io.natterjack.domain.consumer.config.PriorityPolicy;
import io.natterjack.domain.consumer.config.PriorityRules;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Drives one consumer with random clients, and holds it against [ConsumerModel] after every step. A failure shows its
/// seed; `-Dseed=N` plays it again.
final class ConsumerSimulationTest {
    private static final int STEPS = 400;
    private static final long AGE_NANOS_MAX = 3_000_000_000L;
    private static final long PIN_NANOS = 400_000_000L;
    private static final Pattern PIN = Pattern.compile("Nats-Pin-Id: (\\S*)\r\n");
    private static final String[] SUBJECTS = {"s.a", "s.b", "s.c.d"};
    private static final String[] VERBS = {
        "", "+ACK", "+WPI", "-NAK", "-NAK {\"delay\":300000000}", "+TERM", "+NXT 2", "?"
    };

    static LongStream seeds() {
        Long replay = Long.getLong("seed");
        return replay == null ? LongStream.range(0, Integer.getInteger("seeds", 200)) : LongStream.of(replay);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyMessageIsDeliveredUntilItIsSettled(long seed) {
        new Run(seed).play();
    }

    private static final class Run {
        private final SplittableRandom random;
        private final Stage stage;
        private final boolean push;
        private final boolean all;
        private final PriorityPolicy priority;
        private String pin = "";
        private final List<Stage.Received> known = new ArrayList<>();
        private ConsumerModel model;
        private ConsumerModel saved;
        private byte[] savedState = {};

        Run(long seed) {
            random = new SplittableRandom(seed);
            RetentionPolicy[] retentions = RetentionPolicy.values();
            RetentionPolicy retention = retentions[random.nextInt(retentions.length)];
            all = retention != RetentionPolicy.WORK_QUEUE && random.nextInt(3) == 0;
            push = random.nextBoolean();
            long ageMax = random.nextInt(4) == 0 ? AGE_NANOS_MAX : 0;
            stage = new Stage(
                    seed, stream -> stream.retention(retention).limits(limits -> limits.withAgeNanosMax(ageMax)));
            PriorityPolicy[] policies = PriorityPolicy.values();
            priority = push || random.nextInt(3) > 0 ? PriorityPolicy.NONE : policies[random.nextInt(policies.length)];
            model = new ConsumerModel(stage);
            saved = model;
            stage.budget(1 + random.nextInt(10));
            stage.consumer(this::configure);
            stage.afterPass(this::observe);
            stage.listen("i");
            stage.listen("j");
            stage.pass();
        }

        private void configure(ConsumerConfigBuilder consumer) {
            consumer.acks(a -> a.withPolicy(all ? AckPolicy.ALL : AckPolicy.EXPLICIT)
                    .withWaitNanos(Duration.ofMillis(500).toNanos())
                    .withDeliverMax(random.nextInt(4) - 1)
                    .withPendingMax(random.nextBoolean() ? -1 : 1 + random.nextInt(20)));
            if (random.nextInt(3) == 0) {
                consumer.acks(a -> a.withBackoffNanos(List.of(100_000_000L, 700_000_000L)));
            }
            if (random.nextBoolean()) {
                consumer.filterSubjects("s.a", "s.c.>");
            }
            if (push) {
                consumer.push(p -> p.withDeliverSubject("i"));
            } else {
                consumer.pull(p -> p.withWaitingMax(5));
                if (priority != PriorityPolicy.NONE) {
                    consumer.priority(new PriorityRules(
                            priority, List.of("g"), priority == PriorityPolicy.PINNED_CLIENT ? PIN_NANOS : 0));
                }
            }
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            settle();
        }

        private void step() {
            switch (random.nextInt(push ? 14 : 18)) {
                case 0, 1, 2 -> stage.store(SUBJECTS[random.nextInt(SUBJECTS.length)], "body");
                case 3 -> stage.stream().delete(1 + random.nextInt(last() + 1), false);
                case 4, 5, 6, 7, 8 -> acknowledge();
                case 9, 10 -> stage.advanceMillis(random.nextInt(400));
                case 11 -> rarely();
                case 12 -> toggle("i");
                case 13 -> update();
                default -> pull();
            }
            stage.pass();
        }

        private int last() {
            return (int) stage.stream().state().lastSequence();
        }

        private void rarely() {
            switch (random.nextInt(8)) {
                case 0 -> restart(true);
                case 1, 2 -> restart(false);
                case 3 -> stage.stream().purge(SubjectFilter.of("s.a"), 0, random.nextInt(3));
                case 4 -> stage.stream().purge(SubjectFilter.ALL, 1 + random.nextInt(last() + 1), 0);
                case 5 -> {
                    model.reset(stage.consumer().reset(random.nextBoolean() ? 0 : 1 + random.nextInt(last() + 1)));
                }
                default -> refilter();
            }
        }

        private void refilter() {
            List<String> filters =
                    random.nextBoolean() ? List.of() : List.of(SUBJECTS[random.nextInt(SUBJECTS.length)]);
            stage.consumer().update(stage.consumer().config().with(c -> c.filterSubjects(filters)));
            model.filterChanged();
        }

        private void restart(boolean clean) {
            stage.afterPass(() -> {});
            if (!clean) {
                model = model.backTo(saved);
            }
            model.prune();
            stage.restart(clean);
            stage.afterPass(this::observe);
            stage.pass();
        }

        private void toggle(String subject) {
            if (stage.interest(subject) && random.nextBoolean()) {
                stage.leave(subject);
            } else {
                stage.listen(subject);
            }
        }

        private void update() {
            stage.consumer()
                    .update(stage.consumer()
                            .config()
                            .with(c -> c.acks(a -> a.withDeliverMax(random.nextInt(5) - 1)
                                    .withWaitNanos(Duration.ofMillis(200 + random.nextInt(600))
                                            .toNanos())
                                    .withPendingMax(random.nextBoolean() ? -1 : 1 + random.nextInt(20)))));
        }

        private void pull() {
            int batch = 1 + random.nextInt(8);
            stage.pull(
                    random.nextBoolean() ? "i" : "j",
                    switch (random.nextInt(4)) {
                        case 0 -> priority == PriorityPolicy.NONE ? "" + batch : request(batch, "");
                        case 1 -> request(batch, ",\"no_wait\":true");
                        case 2 -> request(batch, ",\"expires\":300000000,\"idle_heartbeat\":100000000");
                        default -> request(batch, ",\"expires\":900000000,\"max_bytes\":200");
                    });
        }

        /// A request of some client of the group, if there is one.
        private String request(int batch, String more) {
            String group = switch (priority) {
                case NONE -> "";
                case OVERFLOW ->
                    random.nextBoolean()
                            ? ",\"group\":\"g\",\"min_pending\":" + (1 + random.nextInt(5))
                            : ",\"group\":\"g\",\"min_ack_pending\":" + (1 + random.nextInt(5));
                case PINNED_CLIENT -> ",\"group\":\"g\"" + (random.nextBoolean() ? pinned() : "");
                case PRIORITIZED -> ",\"group\":\"g\",\"priority\":" + random.nextInt(10);
            };
            return "{\"batch\":" + batch + more + group + "}";
        }

        private String pinned() {
            return pin.isEmpty() ? "" : ",\"id\":\"" + pin + "\"";
        }

        private void acknowledge() {
            if (known.isEmpty()) {
                return;
            }
            Stage.Received message = known.get(Math.max(0, known.size() - 1 - random.nextInt(12)));
            String verb = VERBS[random.nextInt(VERBS.length)];
            if (verb.isEmpty() || verb.equals("+ACK") || verb.equals("+TERM") || verb.startsWith("+NXT")) {
                model.acknowledged(message.sequence(), all);
            }
            stage.ack(message.reply(), verb, random.nextInt(4) == 0 ? "j" : "");
        }

        /// Takes what has come, and compares.
        private void observe() {
            model.prune();
            List<ConsumerEvent> events = List.copyOf(stage.events);
            stage.events.clear();
            receive();
            events.forEach(model::event);
            model.prune();
            model.check();
            byte[] state = stage.stream().consumers().state("C");
            if (state != null && !Arrays.equals(state, savedState)) {
                savedState = state;
                saved = new ConsumerModel(model);
            }
        }

        private void receive() {
            List<Stage.Received> got = new ArrayList<>(stage.take("i"));
            got.addAll(stage.take("j"));
            if (got.stream().anyMatch(each -> each.headers().startsWith("NATS/1.0 423 "))) {
                pin = "";
            }
            got.removeIf(each -> !each.message());
            got.forEach(this::notePin);
            got.sort((a, b) -> Long.compare(a.number(), b.number()));
            got.forEach(model::received);
            known.addAll(got);
        }

        /// Every message says who is pinned; nobody is while requests are of no group, as `+NXT` makes them.
        private void notePin(Stage.Received message) {
            Matcher matcher = PIN.matcher(message.headers());
            boolean found = matcher.find();
            assertEquals(priority == PriorityPolicy.PINNED_CLIENT, found, () -> "pin in " + message.headers());
            if (found) {
                pin = matcher.group(1);
            }
        }

        /// With clients that do all they should, everything is settled in the end.
        private void settle() {
            stage.listen("i");
            stage.consumer().update(stage.consumer().config().with(c -> c.acks(a -> a.withPendingMax(-1))));
            for (int round = 0; round < 400; round++) {
                if (!push) {
                    stage.pull(
                            "i",
                            switch (priority) {
                                case NONE -> "50";
                                case OVERFLOW, PRIORITIZED -> "{\"batch\":50,\"group\":\"g\"}";
                                case PINNED_CLIENT -> "{\"batch\":50,\"group\":\"g\"" + pinned() + "}";
                            });
                }
                stage.advanceMillis(100);
                List<Stage.Received> got = List.copyOf(known);
                known.clear();
                for (Stage.Received each : got) {
                    model.acknowledged(each.sequence(), all);
                    stage.ack(each, "+ACK");
                }
            }
            assertTrue(model.settled(), "everything is settled");
            assertEquals(0, stage.consumer().info().pending());
            assertEquals(0, stage.consumer().info().ackPending());
        }
    }
}
