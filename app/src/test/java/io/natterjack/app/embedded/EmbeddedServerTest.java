package io.natterjack.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.natterjack.app.NatsServer;
import io.natterjack.app.config.syntax.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The embedding API, with the official Java client at the other end.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class EmbeddedServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aMessageTravelsFromClientToClient() throws Exception {
        try (NatsServer server = NatsServer.builder().start();
                Connection ann = Nats.connect(server.clientUrl());
                Connection bob = Nats.connect(server.clientUrl())) {
            Subscription orders = ann.subscribe("orders.>");
            ann.flush(PATIENCE);

            bob.publish("orders.new", bytes("42"));

            Message message = orders.nextMessage(PATIENCE);
            assertEquals("orders.new 42", message.getSubject() + " " + text(message));
        }
    }

    @Test
    void aRequestIsAnswered() throws Exception {
        try (NatsServer server = NatsServer.builder().start();
                Connection ann = Nats.connect(server.clientUrl())) {
            Dispatcher service =
                    ann.createDispatcher(request -> ann.publish(request.getReplyTo(), bytes("re: " + text(request))));
            service.subscribe("help");

            Message answer = ann.request("help", bytes("me"), PATIENCE);

            assertEquals("re: me", text(requireNonNull(answer)));
        }
    }

    @Test
    void serversInOneJvmKeepToThemselves() throws Exception {
        try (NatsServer one = NatsServer.builder().start();
                NatsServer two = NatsServer.builder().start();
                Connection ann = Nats.connect(one.clientUrl());
                Connection bob = Nats.connect(two.clientUrl())) {
            assertNotEquals(one.id(), two.id());
            Subscription all = ann.subscribe(">");
            ann.flush(PATIENCE);

            bob.publish("a", new byte[0]);
            bob.flush(PATIENCE);
            ann.publish("b", new byte[0]);

            assertEquals("b", all.nextMessage(PATIENCE).getSubject());
        }
    }

    @Test
    void aConfigurationTextDecidesWhoMayComeIn() throws Exception {
        String config = "authorization { users: [ { user: ann, password: secret } ] }";
        try (NatsServer server = NatsServer.builder().config(config).start()) {
            assertThrows(IOException.class, () -> Nats.connect(server.clientUrl()));
            Options options = Options.builder()
                    .server(server.clientUrl())
                    .userInfo("ann", "secret")
                    .build();
            try (Connection ann = Nats.connect(options)) {
                assertNotNull(ann.getServerInfo());
            }
        }
    }

    @Test
    void aBadConfigurationIsRefusedByName() {
        ConfigException refusal = assertThrows(
                ConfigException.class,
                () -> NatsServer.builder().config("max_payload: 1MB\nfoo: 1").start());

        assertTrue(String.valueOf(refusal.getMessage()).contains("2:1: unknown field \"foo\""), refusal.getMessage());
    }

    @Test
    void aReloadIsAllOrNothing(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("nats.conf"), "max_payload: 100\n");
        try (NatsServer server = NatsServer.builder().configFile(file).start();
                RawClient before = new RawClient(server.port())) {
            assertTrue(before.line().contains("\"max_payload\":100,"));

            Files.writeString(file, "max_payload: 200\nlame_duck_duration: 40s\n");
            assertThrows(ConfigException.class, server::reload);
            assertMaxPayload(server, 100);

            Files.writeString(file, "max_payload: 300\n");
            server.reload();
            assertMaxPayload(server, 300);
        }
    }

    private static void assertMaxPayload(NatsServer server, int expected) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String greeting = client.line();
            assertTrue(greeting.contains("\"max_payload\":" + expected + ","), greeting);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(Message message) {
        return new String(message.getData(), UTF_8);
    }

    @Test
    void aClosedServerLetsGoOfItsPort() throws Exception {
        NatsServer first = NatsServer.builder().start();
        int port = first.port();
        try (RawClient client = new RawClient(port)) {
            client.line();
            first.close();
            first.close();
            assertEquals("", client.line());
        }
        try (NatsServer second = NatsServer.builder().port(port).start();
                RawClient client = new RawClient(port)) {
            assertTrue(client.line().contains(second.id()));
        }
    }
}
