package io.natterjack.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PurgeOptions;
import io.nats.client.Subscription;
import io.nats.client.api.StreamConfiguration;
import io.natterjack.ports.contract.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose disk is full, a small one that is mounted for this test: it refuses what it cannot store, goes on
/// with everything else, and takes messages again as soon as there is room.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class FullDiskServerTest {
    private static final int BALLAST_BYTES = 4 << 20;
    private static final String PADDING = "x".repeat(8_000);
    private static final long PURGED = 300;
    private static final int MESSAGES_MAX = 5_000;
    private static final int INSUFFICIENT_RESOURCES = 10023;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Path disk;
    private final Map<Long, String> acknowledged = new HashMap<>();
    private int sent;

    FullDiskServerTest(@TempDir Path folder) {
        this.folder = folder;
        disk = folder.resolve("disk");
    }

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        SmallDisk.mount(disk, 16);
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        SmallDisk.unmount(disk);
    }

    @Test
    void publishersAreRefusedUntilThereIsRoomAgainAndNothingElseStops() throws Exception {
        Path config = Files.writeString(folder.resolve("server.conf"), """
                listen: "127.0.0.1:-1"
                jetstream { store_dir: "%s", max_file: 1GB }
                accounts {
                    A { jetstream: enabled, users: [ { user: a, password: a } ] }
                    $SYS { users: [ { user: s, password: s } ] }
                }
                """.formatted(disk.resolve("store")));
        Path ballast = Files.write(disk.resolve("ballast"), new byte[BALLAST_BYTES]);
        try (KilledServer server = KilledServer.start(config, folder.resolve("log"));
                Connection watcher = connect(server, "s");
                Connection nats = connect(server, "a")) {
            Subscription advisories = watcher.subscribe("$JS.EVENT.ADVISORY.SERVER.>");
            watcher.flush(PATIENCE);
            nats.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("S")
                            .subjects("s")
                            .build());

            fill(nats, 500);

            Message advisory = advisories.nextMessage(PATIENCE);
            assertNotNull(advisory, "nobody was told that the disk is full");
            assertEquals("$JS.EVENT.ADVISORY.SERVER.OUT_OF_STORAGE", advisory.getSubject());
            assertTrue(new String(advisory.getData(), UTF_8).contains("\"stream\":\"S\""), advisory::toString);
            everythingElseGoesOn(nats);

            Files.delete(ballast);
            Patience.await("messages are taken when a file is gone", () -> isTaken(nats));

            fill(nats, 100);
            nats.jetStreamManagement()
                    .purgeStream("S", PurgeOptions.builder().sequence(PURGED).build());
            acknowledged.keySet().removeIf(sequence -> sequence < PURGED);
            Patience.await("messages are taken when others are gone", () -> isTaken(nats));

            expectAll(nats, "before it is killed");
            server.kill();
        }
        try (KilledServer server = KilledServer.start(config, folder.resolve("log2"));
                Connection nats = connect(server, "a")) {
            expectAll(nats, "after it was killed");
            assertTrue(isTaken(nats));
        }
    }

    private static Connection connect(KilledServer server, String user) throws IOException, InterruptedException {
        return Nats.connect(new Options.Builder()
                .server(server.url())
                .userInfo(user, user)
                .connectionTimeout(PATIENCE)
                .build());
    }

    /// @param least · must be taken before
    private void fill(Connection nats, int least) {
        int first = sent;
        while (sent - first < MESSAGES_MAX && isTaken(nats)) {
            // more of them
        }
        assertTrue(sent - first < MESSAGES_MAX, "all were taken");
        assertTrue(sent - first > least, () -> "only " + (sent - first) + " were taken");
    }

    private boolean isTaken(Connection nats) {
        String body = "number " + sent++ + PADDING;
        try {
            long sequence = nats.jetStream().publish("s", body.getBytes(UTF_8)).getSeqno();
            acknowledged.put(sequence, body);
            return true;
        } catch (JetStreamApiException refused) {
            assertEquals(INSUFFICIENT_RESOURCES, refused.getApiErrorCode(), refused::toString);
            return false;
        } catch (IOException failure) {
            throw new AssertionError("no answer", failure);
        }
    }

    private static void everythingElseGoesOn(Connection nats) throws Exception {
        Subscription plain = nats.subscribe("plain");
        nats.publish("plain", "hello".getBytes(UTF_8));
        assertNotNull(plain.nextMessage(PATIENCE), "a message that no stream takes");
        assertNotNull(nats.request("$JS.API.INFO", null, PATIENCE), "an answer of the API");
        assertTrue(
                nats.jetStreamManagement().getStreamInfo("S").getStreamState().getMsgCount() > 0);
    }

    private void expectAll(Connection nats, String when) throws IOException, JetStreamApiException {
        for (Map.Entry<Long, String> each : acknowledged.entrySet()) {
            byte[] there =
                    nats.jetStreamManagement().getMessage("S", each.getKey()).getData();
            assertEquals(each.getValue(), new String(there, UTF_8), () -> "message " + each.getKey() + " " + when);
        }
    }
}
