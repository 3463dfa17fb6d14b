package io.natterjack.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is stopped where it is, as on a machine that hangs, while another one is started on its schema.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class FencedServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOCK = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            + " AND classid = x'4E4A0001'::int::oid";
    private static final String ALL = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE application_name LIKE 'natterjack %'";

    @TempDir
    private Path folder;

    private RestartedPostgres postgres;
    private Path config;

    @BeforeEach
    void startPostgres() throws Exception {
        postgres = RestartedPostgres.start(folder.resolve("data"));
        config = Files.writeString(
                folder.resolve("server.conf"),
                "listen: \"127.0.0.1:-1\"\njetstream { store_dir: \"" + folder.resolve("store")
                        + "\", storage: postgres, postgres { user: postgres, url: \"" + postgres.address()
                        + "\" } }\n");
    }

    @AfterEach
    void stopPostgres() throws Exception {
        postgres.close();
    }

    @Test
    void aServerThatHangsIsFencedBeforeAnotherWrites() throws Exception {
        try (KilledServer hanging = KilledServer.start(config, folder.resolve("hanging"));
                Connection nats = connect(hanging)) {
            nats.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("S")
                            .subjects("s")
                            .storageType(StorageType.File)
                            .build());
            publish(nats, 1, 10);
            hanging.hold();
            postgres.ask(LOCK);
            expectRefusal();
            postgres.ask(ALL);
            List<CompletableFuture<PublishAck>> waiting = publishAsync(nats);
            try (KilledServer next = KilledServer.start(config, folder.resolve("next"));
                    Connection other = connect(next)) {
                publish(other, 11, 20);
                hanging.release();
                awaitLine(hanging, "Schema natterjack is in use by another server");
                publish(other, 21, 30);
                assertEquals(30, messages(other));
            }
            awaitLine(hanging, "another server has used the schema in the meantime");
            for (CompletableFuture<PublishAck> one : waiting) {
                assertFalse(one.isDone() && !one.isCompletedExceptionally(), hanging.log());
            }
        }
        assertEquals(
                "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30",
                postgres.ask("SELECT string_agg(text, ',' ORDER BY sequence) FROM natterjack.\"S\""));
    }

    private static Connection connect(KilledServer server) throws Exception {
        return Nats.connect(new Options.Builder()
                .server(server.url())
                .connectionTimeout(PATIENCE)
                .pingInterval(PATIENCE)
                .noReconnect()
                .build());
    }

    private static void publish(Connection nats, int from, int to) throws Exception {
        for (int number = from; number <= to; number++) {
            assertEquals(number, nats.jetStream().publish("s", bytes(number)).getSeqno());
        }
    }

    private static byte[] bytes(int number) {
        return String.valueOf(number).getBytes(UTF_8);
    }

    private static long messages(Connection nats) throws Exception {
        return nats.jetStreamManagement().getStreamInfo("S").getStreamState().getMsgCount();
    }

    /// Nobody holds the lock of the schema, but connections are open through which the server that hangs would write.
    private void expectRefusal() throws Exception {
        Path log = folder.resolve("refused");
        Process refused = KilledServer.process(log, List.of(), "-c", config.toString());
        try {
            assertTrue(refused.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "it goes on trying");
            String said = Files.readString(log);
            assertEquals(1, refused.exitValue(), said);
            assertTrue(said.contains("Connections of a server that had schema natterjack before are still open"), said);
        } finally {
            refused.destroyForcibly();
        }
    }

    /// It goes as far as the server's socket.
    private static List<CompletableFuture<PublishAck>> publishAsync(Connection nats) throws Exception {
        List<CompletableFuture<PublishAck>> waiting = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            waiting.add(nats.jetStream().publishAsync("s", bytes(-number)));
        }
        return waiting;
    }

    private static void awaitLine(KilledServer server, String text) throws Exception {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!server.log().contains(text)) {
            assertTrue(System.nanoTime() < deadlineNanos, server.log());
            LockSupport.parkNanos(KilledServer.POLL_NANOS);
        }
    }
}
