package io.natterjack.domain.jetstream;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AccountSettings.JetStreamAllowance;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.JetStreamSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Limits of the server hold from the moment they are reloaded.
final class ReloadedLimitsTest {
    private final TestBroker broker = TestBroker.withStreams();
    private final TestClient client = broker.client();

    @Test
    void streamsTakeInWhatTheServerAllowsNow() {
        asks("$JS.API.STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"storage\":\"memory\"}");
        assertTrue(asks("s.1", "hello").contains("\"seq\":1"));

        reload(10);
        String refused = asks("s.2", "hello");
        assertTrue(refused.contains("\"err_code\":10023"), refused);

        reload(1 << 20);
        String taken = asks("s.3", "hello");
        assertTrue(taken.contains("\"seq\":2"), taken);
    }

    @Test
    void anAccountThatIsFullIsToldSoAndNotThatTheServerIs() {
        asks("$JS.API.STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"storage\":\"memory\"}");
        BrokerSettings settings = broker.broker().settings();
        JetStreamLimits few = new JetStreamLimits(50, -1, -1, -1, -1, 0, 0, false);
        AccountSettings global =
                new AccountSettings("$G", List.of(), List.of(), -1, -1, -1, -1, new JetStreamAllowance(few, Map.of()));
        AuthorizationSettings accounts =
                new AuthorizationSettings(null, null, List.of(), List.of(global), null, "$SYS", false, null);
        broker.broker()
                .reload(new BrokerSettings(
                        settings.identity(),
                        settings.limits(),
                        accounts,
                        settings.tracing(),
                        settings.clients(),
                        settings.webClients(),
                        settings.jetStream()));
        broker.settles();
        assertTrue(asks("s.1", "hello").contains("\"seq\":1"));

        String refused = asks("s.2", "hello".repeat(10));

        assertTrue(
                refused.contains("\"err_code\":10002,\"description\":\"resource limits exceeded for account\""),
                refused);
    }

    private void reload(long memoryBytesMax) {
        BrokerSettings settings = broker.broker().settings();
        JetStreamSettings before = requireNonNull(settings.jetStream());
        JetStreamSettings changed = new JetStreamSettings(
                before.store(),
                memoryBytesMax,
                before.fileBytesMax(),
                before.domain(),
                before.strict(),
                before.uniqueTag(),
                before.limits(),
                before.batches(),
                before.queues());
        broker.broker().reload(settings.withJetStream(changed));
        broker.settles();
    }

    private String asks(String subject, String body) {
        client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\nUNSUB 9 1\r\n");
        broker.settles();
        return client.hears();
    }
}
