package io.natterjack.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fills a heap that is smaller than what clients send.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class FullHeapTest {
    private static final byte[] PAYLOAD = new byte[4096];
    private static final int MESSAGES_MAX = 100_000;
    private static final int INSUFFICIENT_RESOURCES = 10023;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private long taken;

    @Test
    void publishersAreRefusedUntilThereIsRoomAgain() throws Exception {
        Path config = Files.writeString(
                folder.resolve("server.conf"),
                "listen: \"127.0.0.1:-1\"\njetstream { store_dir: \"" + folder.resolve("store")
                        + "\", max_mem: 1GB }\n");
        try (KilledServer server = KilledServer.start(config, folder.resolve("log"), "-Xmx96m");
                Connection nats = Nats.connect(server.url())) {
            nats.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("S")
                            .subjects("s")
                            .storageType(StorageType.Memory)
                            .build());
            while (taken < MESSAGES_MAX && isTaken(nats)) {
                taken++;
            }
            assertTrue(taken < MESSAGES_MAX, "all were taken");
            assertEquals(taken, messages(nats));
            assertNotNull(nats.request("$JS.API.INFO", null, PATIENCE));
            nats.jetStreamManagement().purgeStream("S");
            long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            while (!isTaken(nats) && System.nanoTime() < deadlineNanos) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            assertEquals(1, messages(nats), server.log());
            assertFalse(server.log().contains("OutOfMemoryError"), server.log());
        }
    }

    @Test
    void batchesThatAreNeverCommittedTakeNoMoreThanTheirPart() throws Exception {
        Path config = Files.writeString(
                folder.resolve("server.conf"),
                "listen: \"127.0.0.1:-1\"\njetstream { store_dir: \"" + folder.resolve("store") + "\" }\n");
        try (KilledServer server = KilledServer.start(config, folder.resolve("log"), "-Xmx96m");
                Connection nats = Nats.connect(server.url())) {
            String stream = "{\"name\":\"S\",\"subjects\":[\"s\"],\"allow_atomic\":true}";
            nats.request("$JS.API.STREAM.CREATE.S", stream.getBytes(UTF_8), PATIENCE);
            int refused = 0;
            for (int batch = 0; batch < 40; batch++) {
                for (int at = 1; at <= 10; at++) {
                    refused += ofBatch(nats, batch, at).contains("\"err_code\":10023") ? 1 : 0;
                }
            }
            assertTrue(refused > 0, "all were taken");
            assertNotNull(nats.request("$JS.API.INFO", null, PATIENCE));
            assertFalse(server.log().contains("OutOfMemoryError"), server.log());
        }
    }

    private static String ofBatch(Connection nats, int batch, int at) throws InterruptedException {
        Headers headers = new Headers()
                .put("Nats-Batch-Id", Integer.toString(batch))
                .put("Nats-Batch-Sequence", Integer.toString(at));
        Message message = NatsMessage.builder()
                .subject("s")
                .headers(headers)
                .data(new byte[512 << 10])
                .build();
        return new String(
                requireNonNull(nats.request(message, PATIENCE), "no answer").getData(), UTF_8);
    }

    private static boolean isTaken(Connection nats) throws IOException, JetStreamApiException {
        try {
            nats.jetStream().publish("s", PAYLOAD);
            return true;
        } catch (JetStreamApiException refused) {
            if (refused.getApiErrorCode() != INSUFFICIENT_RESOURCES) {
                throw refused;
            }
            return false;
        }
    }

    private static long messages(Connection nats) throws IOException, JetStreamApiException {
        return nats.jetStreamManagement().getStreamInfo("S").getStreamState().getMsgCount();
    }
}
