package io.natterjack.domain.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.stream.Stream;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Copies a stream through consumers made for that, while servers restart and consumers are reset, paused, deleted
/// and made again. A failure shows its seed; `-Dseed=N` plays it again.
final class DurableSourcingSimulationTest {
    private static final int STEPS = 120;
    private static final long SECOND = 1_000_000_000;
    private static final String[] RETENTIONS = {"limits", "interest", "workqueue"};

    static LongStream seeds() {
        Long replay = Long.getLong("seed");
        return replay == null ? LongStream.range(0, Integer.getInteger("seeds", 30)) : LongStream.of(replay);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyMessageIsCopiedOnceAndInOrder(long seed) {
        new Run(seed).play();
    }

    private static final class Run {
        private final SplittableRandom random;
        private final String retention;
        private final boolean mirror;
        private final List<String> published = new ArrayList<>();
        private TestBroker broker = TestBroker.withStreams();
        private TestClient client = broker.client();

        Run(long seed) {
            random = new SplittableRandom(seed);
            retention = RETENTIONS[random.nextInt(RETENTIONS.length)];
            mirror = random.nextBoolean();
        }

        private String asks(String subject, String body) {
            client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\nUNSUB 9 1\r\n");
            broker.settles();
            return client.hears();
        }

        private void makesConsumer() {
            asks(
                    "$JS.API.CONSUMER.CREATE.O.C",
                    "{\"stream_name\":\"O\",\"config\":{\"durable_name\":\"C\",\"deliver_subject\":\"d\","
                            + "\"ack_policy\":\"flow_control\",\"max_ack_pending\":" + random.nextInt(1, 6) + "}}");
        }

        void play() {
            asks(
                    "$JS.API.STREAM.CREATE.O",
                    "{\"name\":\"O\",\"subjects\":[\"o\"],\"retention\":\"" + retention + "\"}");
            makesConsumer();
            String source = "{\"name\":\"O\",\"consumer\":{\"name\":\"C\",\"deliver_subject\":\"d\"}}";
            asks(
                    "$JS.API.STREAM.CREATE.X",
                    "{\"name\":\"X\"," + (mirror ? "\"mirror\":" + source : "\"sources\":[" + source + "]") + "}");
            for (int step = 0; step < STEPS; step++) {
                step();
                assertTrue(isPrefix(bodies("X")), () -> published + " is not copied as " + bodies("X"));
                nothingIsLost();
            }
            makesConsumer();
            asks("$JS.API.CONSUMER.PAUSE.O.C", "");
            broker.passes(30 * SECOND);
            assertEquals(published, bodies("X"));
            if (!retention.equals("limits")) {
                assertEquals(List.of(), bodies("O"));
            }
        }

        private void step() {
            switch (random.nextInt(retention.equals("interest") ? 10 : 11)) {
                case 0, 1, 2, 3 -> publishes();
                case 4, 5 -> broker.passes(random.nextLong(SECOND / 10));
                case 6 -> broker.passes(random.nextLong(2 * SECOND));
                case 7 -> asks("$JS.API.CONSUMER.RESET.O.C", random.nextBoolean() ? "" : "{\"seq\":1}");
                case 8 ->
                    asks(
                            "$JS.API.CONSUMER.PAUSE.O.C",
                            "{\"pause_until\":\"2026-01-01T00:0" + random.nextInt(4) + ":00Z\"}");
                case 9 -> restarts();
                default -> {
                    asks("$JS.API.CONSUMER.DELETE.O.C", "");
                    broker.passes(random.nextLong(12 * SECOND));
                    makesConsumer();
                }
            }
        }

        private void publishes() {
            for (int more = random.nextInt(12); more >= 0; more--) {
                String body = String.valueOf(published.size());
                assertTrue(asks("o", body).contains("\"seq\":" + (published.size() + 1)));
                published.add(body);
            }
        }

        private void restarts() {
            broker = broker.restarts();
            broker.settles();
            client = broker.client();
        }

        private boolean isPrefix(List<String> copied) {
            return published
                    .subList(0, Math.min(copied.size(), published.size()))
                    .equals(copied);
        }

        private void nothingIsLost() {
            List<String> there = bodies("O");
            int copied = bodies("X").size();
            assertTrue(
                    there.containsAll(published.subList(copied, published.size())), "an origin has let go too early");
        }

        private List<String> bodies(String name) {
            AccountStreams account = requireNonNull(broker.broker().jetStream())
                    .accounts()
                    .iterator()
                    .next();
            Stream stream = requireNonNull(account.find(name)).stream();
            List<String> bodies = new ArrayList<>();
            StoredMessage message = new StoredMessage();
            for (long at = 1; stream.reader().next(SubjectFilter.ALL, at, message); at = message.sequence() + 1) {
                int from = message.payloadFrom() + message.headerLength();
                bodies.add(
                        new String(message.payload(), from, message.payloadLength() - message.headerLength(), UTF_8));
            }
            return bodies;
        }
    }
}
