package io.natterjack.domain.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.routing.Subscriber;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.settings.JetStreamSettings.QueueLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Requests to the API that come faster than they can be answered.
final class ApiQueueTest {
    private static final int WAITING_MAX = 3;

    private final TestBroker broker =
            TestBroker.withStreams(new QueueLimits(100_000, 128L << 20, WAITING_MAX, WAITING_MAX));
    private final TestClient client = broker.client();
    private final List<String> advisories = new ArrayList<>();

    private void watches(String subject) {
        Subscriber watcher = (_, message) ->
                advisories.add(new String(message.payload(), message.payloadFrom(), message.payloadLength(), UTF_8));
        requireNonNull(broker.broker().accounts().system())
                .routes()
                .add(new Subscription(watcher, subject, null, new byte[] {'1'}, false));
    }

    private int asks(String subject, int times) {
        client.says("SUB _R 9\r\n" + ("PUB " + subject + " _R 0\r\n\r\n").repeat(times));
        broker.settles();
        return client.hears().split("MSG _R 9", -1).length - 1;
    }

    @Test
    void asManyAreAnsweredAsMayWait() {
        watches("$JS.EVENT.ADVISORY.API.LIMIT_REACHED");

        assertEquals(WAITING_MAX, asks("$JS.API.INFO", WAITING_MAX + 2));

        assertEquals(1, advisories.size());
        String advisory = advisories.getFirst();
        assertTrue(advisory.contains("\"type\":\"io.nats.jetstream.advisory.v1.api_limit_reached\""), advisory);
        assertTrue(advisory.contains("\"dropped\":2"), advisory);
        assertEquals(WAITING_MAX, asks("$JS.API.INFO", WAITING_MAX));
        assertEquals(1, advisories.size());
    }

    @Test
    void whoeverOnlyAsksDoesNotTakeThePlaceOfThoseWhoWantSomething() {
        client.says("SUB _R 9\r\n" + "PUB $JS.API.STREAM.LIST _R 0\r\n\r\n".repeat(WAITING_MAX + 1)
                + "PUB $JS.API.STREAM.DELETE.S _R 0\r\n\r\n");
        broker.settles();

        assertTrue(client.hears().contains("stream_delete_response"));
    }
}
