package io.natterjack.domain.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.settings.AccountSettings.JetStreamAllowance;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.ports.storage.Outbox;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What becomes of messages that applications have left for a stream.
final class OutboxIntakeTest {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final TestBroker broker = TestBroker.withStreams();
    private final TestClient client = broker.client();
    private final Left left = new Left();
    private Runnable end = () -> {};

    private static final class Left implements Outbox {
        private final Deque<String> bodies = new ArrayDeque<>();
        private final List<String> refused = new ArrayList<>();
        private Runnable listener = () -> {};
        private int taken;
        private boolean away;

        void leave(String... more) {
            bodies.addAll(List.of(more));
            listener.run();
        }

        @Override
        public void listen(Runnable told) {
            listener = told;
        }

        @Override
        public void payloadMax(int bytes) {}

        @Override
        public boolean next(StoredMessage into) {
            if (away) {
                throw new StorageException("the database is away");
            }
            if (bodies.isEmpty()) {
                return false;
            }
            byte[] subject = "s.left".getBytes(UTF_8);
            byte[] body = bodies.getFirst().getBytes(UTF_8);
            into.at(0, 0, 0).subject(subject, 0, subject.length).payload(body, 0, 0, body.length);
            return true;
        }

        @Override
        public void taken() {
            bodies.removeFirst();
            taken++;
        }

        @Override
        public void refused(String why) {
            refused.add(bodies.removeFirst() + ": " + why);
        }
    }

    private String asks(String subject, String body) {
        client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\nUNSUB 9 1\r\n");
        broker.settles();
        return client.hears();
    }

    private AccountStreams account() {
        return requireNonNull(broker.broker().jetStream()).accounts().iterator().next();
    }

    private HostedStream stream() {
        return requireNonNull(account().find("S"));
    }

    private void makesStream(String limits) {
        String made = asks("$JS.API.STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"]" + limits + "}");
        assertTrue(made.contains("did_create"), made);
        OutboxIntake intake = new OutboxIntake(stream(), left, account().shard());
        intake.start();
        end = intake::close;
    }

    private void waits() {
        broker.passes(SECOND_NANOS);
        broker.settles();
    }

    private List<String> whatWasSaid() {
        return broker.logged().stream().filter(line -> line.contains("outbox")).toList();
    }

    @Test
    void whatIsLeftForAFullStreamWaitsInOrderUntilItIsEmptied() {
        makesStream(",\"max_msgs\":2,\"discard\":\"new\"");
        left.leave("1", "2", "3", "4");
        waits();
        waits();
        assertEquals(2, left.taken);
        assertEquals(List.of(), left.refused);

        asks("$JS.API.STREAM.PURGE.S", "");
        waits();

        assertEquals(4, left.taken);
        assertEquals(4, stream().stream().state().lastSequence());
        assertTrue(asks("$JS.API.STREAM.MSG.GET.S", "{\"seq\":3}").contains("\"data\":\"Mw==\""));
        assertEquals(
                List.of(
                        "WRN JetStream outbox of stream $G > S: messages wait, to be tried again:"
                                + " maximum messages exceeded",
                        "INF JetStream outbox of stream $G > S: messages are taken again"),
                whatWasSaid());
    }

    @Test
    void whatIsLeftForAnAccountThatHasAllItMayWaits() {
        makesStream("");
        account()
                .usage()
                .allow(new JetStreamAllowance(new JetStreamLimits(-1, 10, -1, -1, -1, -1, -1, false), Map.of()));
        left.leave("1");
        waits();
        assertEquals(0, left.taken + left.refused.size());

        account().usage().allow(JetStreamAllowance.UNLIMITED);
        waits();

        assertEquals(1, left.taken);
    }

    @Test
    void whatIsLeftInAStorageThatIsAwayWaits() {
        makesStream("");
        left.away = true;
        left.leave("1");
        waits();

        left.away = false;
        waits();

        assertEquals(1, left.taken);
    }

    @Test
    void whatWillNeverBeTakenIsRefusedAndTheNextHasItsTurn() {
        makesStream(",\"max_msgs_per_subject\":1,\"discard\":\"new\",\"discard_new_per_subject\":true,"
                + "\"max_bytes\":1000,\"max_msg_size\":500");
        left.leave("1", "2", "x".repeat(600));
        waits();
        assertEquals(1, left.taken);
        assertEquals(
                List.of(
                        "2: maximum messages per subject exceeded",
                        "x".repeat(600) + ": message size exceeds maximum allowed"),
                left.refused);
    }

    @Test
    void whatIsLargerThanAllOfTheStreamIsRefused() {
        makesStream(",\"max_bytes\":100,\"discard\":\"new\"");
        left.leave("x".repeat(100), "1");
        waits();
        assertEquals(1, left.taken);
        assertEquals(List.of("x".repeat(100) + ": it is larger than all of the stream may be"), left.refused);
    }

    @Test
    void aStreamThatIsGoneTakesNothing() {
        makesStream(",\"max_msgs\":1,\"discard\":\"new\"");
        left.leave("1", "2");
        waits();
        end.run();
        asks("$JS.API.STREAM.DELETE.S", "");
        left.leave("3");
        waits();
        assertEquals(1, left.taken);
    }
}
