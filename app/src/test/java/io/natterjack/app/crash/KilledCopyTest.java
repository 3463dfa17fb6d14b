package io.natterjack.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PushSubscribeOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a server again and again while a work queue is copied through a consumer: what was acknowledged to its
/// publisher is in the copy, once, or still in the queue.
///
/// `-Dnatterjack.crash.cycles=200` for the long form, `-Dnatterjack.crash.seed=…` for other moments.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class KilledCopyTest {
    private static final int CYCLES = Integer.getInteger("natterjack.crash.cycles", 3);
    private static final long SEED = Long.getLong("natterjack.crash.seed", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SOURCE =
            "{\"name\":\"QUEUE\",\"consumer\":{\"name\":\"COPY\",\"deliver_subject\":\"copy\"}}";

    @TempDir
    private Path folder;

    private final Set<String> acknowledged = new HashSet<>();
    private long next;

    @Test
    void aWorkQueueLetsNothingGoThatIsNotCopied() throws Exception {
        Path config = Files.writeString(
                folder.resolve("server.conf"),
                "listen: \"127.0.0.1:-1\"\njetstream { store_dir: \"" + folder.resolve("store") + "\" }\n");
        SplittableRandom random = new SplittableRandom(SEED);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            try (KilledServer server = KilledServer.start(config, folder.resolve("log" + cycle))) {
                if (cycle == 0) {
                    create(server);
                }
                publishAndKill(server, random.nextLong(20, 2_000));
            }
        }
        try (KilledServer server = KilledServer.start(config, folder.resolve("log"));
                Connection nats = Nats.connect(server.url())) {
            awaitEmptyQueue(nats);
            List<String> copied = copied(nats);
            Set<String> distinct = new HashSet<>(copied);
            assertEquals(copied.size(), distinct.size(), "seed " + SEED + ": copied twice");
            acknowledged.forEach(each -> assertTrue(distinct.contains(each), () -> "seed " + SEED + ": " + each));
            assertFalse(acknowledged.isEmpty());
        }
    }

    private static void create(KilledServer server) throws Exception {
        try (Connection nats = Nats.connect(server.url())) {
            asks(
                    nats,
                    "STREAM.CREATE.QUEUE",
                    "{\"name\":\"QUEUE\",\"subjects\":[\"crash.>\"],\"retention\":\"workqueue\"}");
            asks(
                    nats,
                    "CONSUMER.CREATE.QUEUE.COPY",
                    "{\"stream_name\":\"QUEUE\",\"config\":{\"durable_name\":\"COPY\","
                            + "\"deliver_subject\":\"copy\",\"ack_policy\":\"flow_control\"}}");
            asks(nats, "STREAM.CREATE.ALL", "{\"name\":\"ALL\",\"sources\":[" + SOURCE + "]}");
        }
    }

    private static String asks(Connection nats, String what, String body) throws InterruptedException {
        Message answer = nats.request("$JS.API." + what, body.getBytes(UTF_8), PATIENCE);
        assertNotNull(answer, what);
        String text = new String(answer.getData(), UTF_8);
        assertFalse(text.contains("\"error\""), text);
        return text;
    }

    private void publishAndKill(KilledServer server, long millis) throws InterruptedException {
        Publisher publisher = new Publisher(0, server.url(), next);
        Thread thread = Thread.ofPlatform().start(publisher);
        while (thread.isAlive() && publisher.acknowledged().isEmpty()) {
            LockSupport.parkNanos(KilledServer.POLL_NANOS);
        }
        thread.join(millis);
        server.kill();
        thread.join();
        publisher.acknowledged().values().forEach(acknowledged::add);
        next = publisher.next();
    }

    private static void awaitEmptyQueue(Connection nats) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!asks(nats, "STREAM.INFO.QUEUE", "").contains("\"messages\":0,")) {
            assertTrue(System.nanoTime() < deadlineNanos, "the queue is not empty");
        }
    }

    private static List<String> copied(Connection nats) throws Exception {
        long messages =
                nats.jetStreamManagement().getStreamInfo("ALL").getStreamState().getMsgCount();
        List<String> copied = new ArrayList<>();
        JetStreamSubscription all = nats.jetStream()
                .subscribe(
                        ">",
                        PushSubscribeOptions.builder().stream("ALL")
                                .ordered(true)
                                .build());
        while (copied.size() < messages) {
            Message message = all.nextMessage(PATIENCE);
            assertNotNull(message, copied.size() + " of " + messages);
            copied.add(new String(message.getData(), UTF_8));
        }
        return copied;
    }
}
