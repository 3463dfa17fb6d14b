package io.natterjack.app.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a server and its database by turns while a consumer acknowledges some of what it gets: what the server has
/// said is acknowledged is not delivered again, and the consumer's place is right.
///
/// `-Dnatterjack.crash.consumer.cycles=50` for the long form, `-Dnatterjack.crash.seed=…` for other moments.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class KilledConsumerTest {
    private static final int CYCLES = Integer.getInteger("natterjack.crash.consumer.cycles", 2);
    private static final long SEED = Long.getLong("natterjack.crash.seed", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ACK_WAIT = Duration.ofSeconds(1);
    private static final int BATCH = 20;
    private static final int REST_BATCH = 500;

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    /// Sequences whose acknowledgement was sent, and those of them where the server has confirmed it.
    private final Set<Long> sent = new HashSet<>();

    private final Set<Long> confirmed = new HashSet<>();
    private long next;

    @Test
    void whatIsAcknowledgedIsNotDeliveredAgain() throws Exception {
        try (RestartedPostgres postgres = RestartedPostgres.start(folder.resolve("data"))) {
            Path config = Files.writeString(
                    folder.resolve("server.conf"),
                    "listen: \"127.0.0.1:-1\"\njetstream { store_dir: \"" + folder.resolve("store")
                            + "\", storage: postgres, postgres { user: postgres, url: \"" + postgres.address()
                            + "\" } }\n");
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                try (KilledServer server = KilledServer.start(config, folder.resolve("log" + cycle));
                        Connection nats = connect(server)) {
                    if (cycle == 0) {
                        create(nats.jetStreamManagement());
                    }
                    checkPlace(nats, "cycle " + cycle);
                    publishAndAcknowledge(server, nats, cycle % 2 == 0 ? null : postgres);
                }
            }
            try (KilledServer server = KilledServer.start(config, folder.resolve("log"));
                    Connection nats = connect(server)) {
                checkPlace(nats, "at the end");
                assertFalse(confirmed.isEmpty());
                takeTheRest(nats);
            }
        }
    }

    private static Connection connect(KilledServer server) throws Exception {
        return Nats.connect(new Options.Builder()
                .server(server.url())
                .connectionTimeout(PATIENCE)
                .noReconnect()
                .build());
    }

    private static void create(JetStreamManagement management) throws Exception {
        management.addStream(StreamConfiguration.builder()
                .name("CRASH")
                .subjects("crash.>")
                .storageType(StorageType.File)
                .build());
        management.addOrUpdateConsumer(
                "CRASH",
                ConsumerConfiguration.builder()
                        .durable("D")
                        .filterSubject("crash.>")
                        .ackWait(ACK_WAIT)
                        .build());
    }

    /// @param postgres · dies in the middle of it, if it is given; the server does at the end
    private void publishAndAcknowledge(KilledServer server, Connection nats, @Nullable RestartedPostgres postgres)
            throws Exception {
        Publisher publisher = new Publisher(0, server.url(), next);
        Thread publishing = Thread.ofPlatform().start(publisher);
        int wanted = confirmed.size() + random.nextInt(50, 150);
        JetStreamSubscription consumer = nats.jetStream().subscribe("crash.>", PullSubscribeOptions.bind("CRASH", "D"));
        acknowledge(nats, consumer, wanted);
        if (postgres != null) {
            postgres.crash();
            acknowledge(nats, consumer, wanted + BATCH);
        }
        long millis = random.nextInt(100);
        Thread killer = Thread.ofPlatform().start(() -> killAfter(millis, server));
        acknowledge(nats, consumer, Integer.MAX_VALUE);
        killer.join();
        publishing.join();
        next = publisher.next();
    }

    private static void killAfter(long millis, KilledServer server) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        server.close();
    }

    /// Four of five, until so many are confirmed or the server is gone.
    private void acknowledge(Connection nats, JetStreamSubscription consumer, int wanted) throws Exception {
        long deadlineNanos = System.nanoTime() + 2 * PATIENCE.toNanos();
        while (confirmed.size() < wanted && nats.getStatus() == Connection.Status.CONNECTED) {
            assertTrue(System.nanoTime() < deadlineNanos, () -> confirmed.size() + " of " + wanted);
            try {
                for (Message message : consumer.fetch(BATCH, ACK_WAIT)) {
                    if (random.nextInt(5) > 0 && !isAcknowledged(message)) {
                        break;
                    }
                }
            } catch (IllegalStateException _) {
                // The connection is closed, which ends the loop.
            }
        }
    }

    /// @return its sequence, which is taken for acknowledged from now on
    private long expectUnconfirmed(Message message) {
        long sequence = message.metaData().streamSequence();
        assertFalse(confirmed.contains(sequence), () -> "seed " + SEED + ": " + sequence + " once more");
        sent.add(sequence);
        return sequence;
    }

    /// Whether the server has confirmed it.
    private boolean isAcknowledged(Message message) throws InterruptedException {
        long sequence = expectUnconfirmed(message);
        try {
            message.ackSync(ACK_WAIT);
            return confirmed.add(sequence);
        } catch (TimeoutException _) {
            // The server or the database is away: it may be acknowledged, or not.
            return false;
        }
    }

    private static long floor(Set<Long> sequences) {
        long floor = 0;
        while (sequences.contains(floor + 1)) {
            floor++;
        }
        return floor;
    }

    private void checkPlace(Connection nats, String when) throws Exception {
        ConsumerInfo info = nats.jetStreamManagement().getConsumerInfo("CRASH", "D");
        long floor = info.getAckFloor().getStreamSequence();
        String place = "seed " + SEED + ", " + when + ": acknowledged up to " + floor + ", confirmed up to "
                + floor(confirmed) + ", sent up to " + floor(sent);
        assertTrue(floor(confirmed) <= floor && floor <= floor(sent), place);
        long delivered = info.getDelivered().getStreamSequence();
        assertTrue(confirmed.stream().allMatch(sequence -> sequence <= delivered), place);
        // Between the floor and what was delivered last, all but what was acknowledged is pending.
        long acknowledged = delivered - floor - info.getNumAckPending();
        assertTrue(above(floor, confirmed) <= acknowledged && acknowledged <= above(floor, sent), place);
    }

    private static long above(long floor, Set<Long> sequences) {
        return sequences.stream().filter(sequence -> sequence > floor).count();
    }

    /// Each message that is not confirmed yet comes once more, or was acknowledged without our knowing it.
    private void takeTheRest(Connection nats) throws Exception {
        JetStreamSubscription consumer = nats.jetStream().subscribe("crash.>", PullSubscribeOptions.bind("CRASH", "D"));
        long last = nats.jetStreamManagement()
                .getStreamInfo("CRASH")
                .getStreamState()
                .getLastSequence();
        long deadlineNanos = System.nanoTime() + 2 * PATIENCE.toNanos();
        ConsumerInfo info = consumer.getConsumerInfo();
        while (info.getAckFloor().getStreamSequence() < last) {
            assertTrue(System.nanoTime() < deadlineNanos, "at " + info);
            for (Message message : consumer.fetch(REST_BATCH, ACK_WAIT)) {
                expectUnconfirmed(message);
                message.ack();
            }
            info = consumer.getConsumerInfo();
        }
        assertEquals(last, floor(sent), "seed " + SEED);
        assertEquals(0, info.getNumAckPending() + info.getNumPending(), "seed " + SEED);
    }
}
