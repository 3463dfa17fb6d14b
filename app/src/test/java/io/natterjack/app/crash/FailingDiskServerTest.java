package io.natterjack.app.crash;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nats.client.api.StreamConfiguration;
import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.storage.StorageProvider;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose disk fails to make safe what was written: it does not acknowledge what may be lost, says what is
/// wrong, and goes on with everything else.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class FailingDiskServerTest {
    private static final int MESSAGES = 50;
    private static final int STORE_FAILED = 10077;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Path store;
    private final Path config;

    FailingDiskServerTest(@TempDir Path folder) {
        this.folder = folder;
        store = folder.resolve(FailingDiskProvider.NAME);
        config = folder.resolve("server.conf");
    }

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(config, """
                listen: "127.0.0.1:-1", http: "127.0.0.1:-1"
                jetstream { store_dir: "%s", storage: %s }
                """.formatted(folder, FailingDiskProvider.NAME));
        Path services = Files.createDirectories(folder.resolve("plugin/META-INF/services"));
        Files.writeString(services.resolve(StorageProvider.class.getName()), FailingDiskProvider.SERVICE);
    }

    private KilledServer start(String log) throws IOException {
        String classes = folder.resolve("plugin") + File.pathSeparator + System.getProperty("java.class.path");
        return KilledServer.start(config, folder.resolve(log), "-cp", classes);
    }

    private static Connection connect(KilledServer server) throws IOException, InterruptedException {
        return Nats.connect(new Options.Builder()
                .server(server.url())
                .connectionTimeout(PATIENCE)
                .build());
    }

    @Test
    void nothingIsAcknowledgedAfterAFailedSyncAndNothingAcknowledgedIsLost() throws Exception {
        try (KilledServer server = start("log");
                Connection nats = connect(server)) {
            create(nats, "BROKEN");
            create(nats, "SOUND");
            for (int number = 1; number <= MESSAGES; number++) {
                assertEquals(number, publish(nats, "BROKEN"));
            }
            assertTrue(health(server).startsWith("200"));

            Files.writeString(store.resolve(FailingDiskProvider.BROKEN), "_BROKEN");
            String inbox = nats.createInbox();
            Subscription answers = nats.subscribe(inbox);
            nats.publish("BROKEN", inbox, "not safe".getBytes(UTF_8));
            Patience.await("health is red", () -> health(server).startsWith("503"));

            String health = health(server);
            assertTrue(health.contains("BROKEN") && health.contains(FailingDiskProvider.CAUSE), health);
            JetStreamApiException refused = assertThrows(JetStreamApiException.class, () -> publish(nats, "BROKEN"));
            assertEquals(STORE_FAILED, refused.getApiErrorCode(), refused::toString);
            Patience.await("it is said", () -> said(server, "'$G > BROKEN' is frozen"));
            everythingElseGoesOn(nats);
            assertNull(answers.nextMessage(Duration.ofMillis(1)), "what is not safe is not acknowledged");
            server.kill();
        }
        Files.delete(store.resolve(FailingDiskProvider.BROKEN));
        try (KilledServer server = start("log2");
                Connection nats = connect(server)) {
            for (int number = 1; number <= MESSAGES; number++) {
                assertNotNull(nats.jetStreamManagement().getMessage("BROKEN", number));
            }
            assertTrue(publish(nats, "BROKEN") > MESSAGES);
            assertEquals(2, publish(nats, "SOUND"));
            assertTrue(health(server).startsWith("200"), () -> health(server));
        }
    }

    private static void create(Connection nats, String name) throws IOException, JetStreamApiException {
        nats.jetStreamManagement()
                .addStream(
                        StreamConfiguration.builder().name(name).subjects(name).build());
    }

    private static long publish(Connection nats, String stream) throws IOException, JetStreamApiException {
        return nats.jetStream().publish(stream, "hello".getBytes(UTF_8)).getSeqno();
    }

    private static boolean said(KilledServer server, String text) {
        try {
            return server.log().contains(text);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String health(KilledServer server) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(server.monitorUrl() + "/healthz"))
                            .build(),
                    ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void everythingElseGoesOn(Connection nats) throws Exception {
        Subscription plain = nats.subscribe("plain");
        nats.publish("plain", "hello".getBytes(UTF_8));
        assertNotNull(plain.nextMessage(PATIENCE), "a message that no stream takes");
        assertEquals(1, publish(nats, "SOUND"));
        assertNotNull(nats.jetStreamManagement().getMessage("BROKEN", MESSAGES), "what is safe can be read");
    }
}
