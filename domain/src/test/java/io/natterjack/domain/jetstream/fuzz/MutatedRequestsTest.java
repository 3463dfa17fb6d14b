package io.natterjack.domain.jetstream.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.jetstream.fuzz.Corpus.Request;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Whatever is asked of the API, and whatever headers messages have: every request with a known subject is
/// answered once, with a document, and nothing inside the broker fails or stops working.
///
/// Each seed is one broker and one course. `-Dnatterjack.requests.seeds=…` for more of them,
/// `-Dnatterjack.requests.seed=…` for others.
final class MutatedRequestsTest {
    private static final int SEEDS = Integer.getInteger("natterjack.requests.seeds", 100);
    private static final long FIRST = Long.getLong("natterjack.requests.seed", 1);
    private static final int STEPS = 100;

    @TestFactory
    Stream<DynamicTest> nothingThatIsSaidBreaksIt() {
        return LongStream.range(FIRST, FIRST + SEEDS)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Run(seed).goes()));
    }

    /// One course of requests.
    private static final class Run {
        private static final String API = "$JS.API.";
        private static final Pattern ACK = Pattern.compile("\\$JS\\.ACK\\.\\S+");
        /// A heartbeat every few nanoseconds is sent, as by the reference; where time is simulated, it never
        /// passes.
        private static final Pattern TOO_OFTEN = Pattern.compile("(\"idle_heartbeat\":\\s*)(\\d{1,5})(?!\\d)");

        private static final List<String> SUBJECTS = List.of("s.a", "s.b", "s.schedule", "c.a", "t.a", "n.a");

        private final SplittableRandom random;
        private final Mutator mutator;
        private final TestBroker broker = TestBroker.withStreams();
        private final TestClient client = broker.client();
        private final List<String> said = new ArrayList<>();
        private final List<String> acks = new ArrayList<>();

        Run(long seed) {
            random = new SplittableRandom(seed);
            mutator = new Mutator(random);
        }

        void goes() {
            client.says("SUB pushed 1\r\nSUB d q 2\r\nSUB snap 3\r\nSUB reply 4\r\nSUB pulled 5\r\n");
            for (Request request : Corpus.START) {
                String answer = says(API + request.subject(), "", request.body());
                assertTrue(answer.contains("\"did_create\":true") || answer.contains("\"num_pending\""), answer);
            }
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> ask(mutator.any(Corpus.REQUESTS));
                    case 3 -> pull(mutator.any(Corpus.PULLS));
                    case 4, 5 -> publish();
                    case 6 -> acknowledge();
                    default -> broker.passes(random.nextLong(3_000_000_000L));
                }
                hears();
            }
            broker.passes(10_000_000_000L);
            hears();
            answersStill();
        }

        private void ask(Request request) {
            String subject = mutator.once(5) ? mutator.subject(request.subject()) : request.subject();
            String answer = says(API + subject, headers(mutator.once(4)), mutator.json(request.body()));
            if (subject.equals(request.subject()) && !subject.equals("CONSUMER.RESET.S.P")) {
                assertEquals(1, answers(answer), () -> answer + "\nafter " + said.getLast());
                check(answer);
            }
        }

        private void pull(Request request) {
            String body = TOO_OFTEN.matcher(mutator.json(request.body())).replaceAll("$1$2000000");
            says(API + request.subject(), "pulled", headers(mutator.once(8)), body);
        }

        private void publish() {
            String body = mutator.once(3) ? mutator.edge() : "hello";
            String answer = says(mutator.any(SUBJECTS), headers(true), body);
            assertTrue(answers(answer) <= 1, answer);
        }

        private void acknowledge() {
            if (!acks.isEmpty()) {
                String subject = mutator.any(acks);
                String answer = mutator.any(Corpus.ANSWERS);
                says(
                        mutator.once(3) ? mutator.subject(subject) : subject,
                        "pulled",
                        "",
                        mutator.once(2) ? mutator.text(answer) : answer);
            }
        }

        private String headers(boolean wanted) {
            if (!wanted) {
                return "";
            }
            StringBuilder headers = new StringBuilder("NATS/1.0\r\n");
            for (int count = random.nextInt(1, 5); count > 0; count--) {
                String header = mutator.any(Corpus.HEADERS);
                headers.append(
                        switch (random.nextInt(3)) {
                            case 0 -> header;
                            case 1 -> mutator.line(header);
                            default -> header.substring(0, header.indexOf(':') + 2) + mutator.edge();
                        });
                headers.append("\r\n");
            }
            return headers.append("\r\n").toString();
        }

        private String says(String subject, String headers, String body) {
            return says(subject, "reply", headers, body);
        }

        /// Says it, and reads all that comes of it.
        private String says(String subject, String reply, String headers, String body) {
            int headerBytes = headers.getBytes(UTF_8).length;
            int bytes = headerBytes + body.getBytes(UTF_8).length;
            String command = headers.isEmpty()
                    ? "PUB " + subject + " " + reply + " " + bytes
                    : "HPUB " + subject + " " + reply + " " + headerBytes + " " + bytes;
            said.add(command + "\r\n" + headers + body);
            client.says(said.getLast() + "\r\n");
            return hears();
        }

        private String hears() {
            broker.settles();
            String heard = client.hears();
            ACK.matcher(heard).results().map(MatchResult::group).forEach(acks::add);
            assertNull(client.closedFor(), this::course);
            assertEquals(
                    List.of(),
                    broker.logged().stream()
                            .filter(line -> line.contains(" failed: "))
                            .toList(),
                    this::course);
            return heard;
        }

        private String course() {
            return String.join("\n--\n", said);
        }

        /// Messages to `reply` that are none of a stream.
        private static long answers(String heard) {
            return Pattern.compile("(?m)^H?MSG reply 4 ")
                    .matcher(heard)
                    .results()
                    .count();
        }

        /// The one answer is a document.
        private static void check(String heard) {
            int from = heard.indexOf('{', heard.indexOf("MSG reply 4 "));
            int to = heard.indexOf("}\r\n", from) + 1;
            assertTrue(from >= 0 && to > from, heard);
            byte[] document = heard.substring(from, to).getBytes(UTF_8);
            JsonReader.read(document, "Answer", false, JsonObject::iterator);
        }

        private void answersStill() {
            String created = says(API + "STREAM.CREATE.LAST", "", "{\"name\":\"LAST\",\"subjects\":[\"last\"]}");
            assertTrue(created.contains("\"did_create\":true"), () -> created + course());
            String ack = says("last", "", "hello");
            assertTrue(ack.contains("{\"stream\":\"LAST\",\"seq\":1}"), () -> ack + course());
        }
    }
}
