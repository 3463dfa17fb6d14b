package io.natterjack.domain.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.jetstream.report.AccountAnswers;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredStream;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Consumers of which something is stored that nobody understands.
final class DamagedConsumerTest {
    private TestBroker broker = TestBroker.withStreams();
    private TestClient client = broker.client();

    private String asks(String subject, String body) {
        client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\nUNSUB 9 1\r\n");
        broker.settles();
        return client.hears();
    }

    private AccountStreams account() {
        return requireNonNull(broker.broker().jetStream()).accounts().iterator().next();
    }

    private void makes(String retention) {
        asks("$JS.API.STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"retention\":\"" + retention + "\"}");
        for (String name : new String[] {"C", "D"}) {
            asks(
                    "$JS.API.CONSUMER.CREATE.S." + name,
                    "{\"stream_name\":\"S\",\"config\":{\"durable_name\":\"" + name
                            + "\",\"ack_policy\":\"explicit\"}}");
        }
        asks("s.1", "one");
    }

    private void restartsAfter(Consumer<ConsumerStore> damage) {
        Storage storage = requireNonNull(account().find("S")).home().storage();
        broker = broker.restarts();
        try (StoredStream stored = storage.open(new StreamKey("$G", "S"), Durability.DISK, new Nobody())) {
            damage.accept(stored.consumers());
            stored.log().commit();
        }
        client = broker.client();
        broker.settles();
    }

    /// Listens to nothing.
    private static final class Nobody implements StorageListener {
        @Override
        public void durable(long ticket) {
            // Closing waits for it.
        }

        @Override
        public void frozen(String why) {
            throw new AssertionError(why);
        }
    }

    @Test
    void aStateThatCannotBeReadIsSaidAndBegunAnew() {
        makes("limits");
        asks("$JS.API.CONSUMER.MSG.NEXT.S.C", "1");

        restartsAfter(store -> store.save("C", new byte[] {1, 2, 3}, 0, 3));

        String logged = broker.logged().toString();
        assertTrue(logged.contains("JetStream consumer '$G > S > C' begins anew"), logged);
        assertFalse(logged.contains("> D'"), logged);
        assertTrue(asks("$JS.API.CONSUMER.MSG.NEXT.S.C", "1").contains("one"));
    }

    @Test
    void aDefinitionThatCannotBeReadCostsThatConsumerAlone() {
        makes("limits");

        restartsAfter(store -> store.define("C", "{\"conf".getBytes(UTF_8)));

        assertTrue(
                broker.logged().toString().contains("'$G > S > C' could not be recovered"), broker.logged()::toString);
        assertEquals(1, AccountAnswers.problems(account()).size());
        assertTrue(asks("s.2", "two").contains("\"seq\":2"));
        assertTrue(asks("$JS.API.CONSUMER.MSG.NEXT.S.D", "1").contains("one"));
    }

    @Test
    void aStreamThatKeepsMessagesForItIsNotServed() {
        makes("interest");

        restartsAfter(store -> store.define("C", "{\"conf".getBytes(UTF_8)));

        String logged = broker.logged().toString();
        assertTrue(logged.contains("Error recovering stream '$G > S': it keeps messages for its consumer 'C'"), logged);
        assertFalse(asks("s.2", "two").contains("\"seq\":2"));
        assertEquals(1, AccountAnswers.problems(account()).size());
    }
}
