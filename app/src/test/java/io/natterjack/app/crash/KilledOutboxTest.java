package io.natterjack.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the server and the database by turns while applications publish in their own transactions: what was committed
/// is in the stream, once, and in the order of its application; what was rolled back is not.
///
/// `-Dnatterjack.crash.outbox.cycles=50` for the long form, `-Dnatterjack.crash.seed=…` for other moments.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class KilledOutboxTest {
    private static final int CYCLES = Integer.getInteger("natterjack.crash.outbox.cycles", 3);
    private static final long SEED = Long.getLong("natterjack.crash.seed", 1);
    private static final int APPLICATIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FAULTS = 4;

    @TempDir
    private Path folder;

    private int servers;

    @Test
    void whatWasCommittedIsInTheStreamOnce() throws Exception {
        try (RestartedPostgres postgres = RestartedPostgres.start(folder.resolve("data"))) {
            Path config = Files.writeString(
                    folder.resolve("server.conf"),
                    "listen: \"127.0.0.1:-1\"\njetstream { store_dir: \"" + folder.resolve("store")
                            + "\", storage: postgres, postgres { user: postgres, url: \"" + postgres.address()
                            + "\" } }\n");
            KilledServer server = start(config);
            try {
                create(server, postgres);
                server = failAgainAndAgain(server, config, postgres);
                await(postgres, "the outbox is empty", "SELECT (count(*) = 0)::text FROM natterjack.nj_outbox");
                assertEquals("", postgres.ask("SELECT reason FROM natterjack.nj_refused LIMIT 1"));
                compare(server, postgres);
            } finally {
                server.kill();
            }
        }
    }

    private KilledServer start(Path config) throws Exception {
        return KilledServer.start(config, folder.resolve("log" + servers++));
    }

    private static Connection connect(KilledServer server) throws Exception {
        return Nats.connect(new Options.Builder()
                .server(server.url())
                .connectionTimeout(PATIENCE)
                .build());
    }

    private static void create(KilledServer server, RestartedPostgres postgres) throws Exception {
        postgres.ask("CREATE TABLE said (application int NOT NULL, text text PRIMARY KEY)");
        try (Connection nats = connect(server)) {
            nats.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("OUT")
                            .subjects("out.>")
                            .storageType(StorageType.File)
                            .build());
        }
    }

    /// @return the server that is left at the end
    private KilledServer failAgainAndAgain(KilledServer first, Path config, RestartedPostgres postgres)
            throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Application> applications = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < APPLICATIONS; number++) {
            applications.add(new Application(number, postgres.url(), random.nextLong()));
            threads.add(Thread.ofPlatform().start(applications.getLast()));
        }
        KilledServer server = first;
        try {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                awaitMore(postgres);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(300)));
                switch (cycle % FAULTS) {
                    case 0 -> {
                        server.kill();
                        server = start(config);
                    }
                    case 1 -> postgres.restart();
                    case 2 -> {
                        server.kill();
                        postgres.crash();
                        server = start(config);
                    }
                    default -> postgres.crash();
                }
            }
            awaitMore(postgres);
        } finally {
            applications.forEach(Application::stop);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return server;
    }

    /// What is published now gets through.
    private static void awaitMore(RestartedPostgres postgres) {
        String last = "coalesce((SELECT max(sequence) FROM natterjack.\"OUT\"), 0)";
        String now = await(postgres, "the database answers", "SELECT " + last);
        await(
                postgres,
                "messages arrive",
                "SELECT max FROM (SELECT " + last + " AS max) s WHERE max > " + now + " + 20");
    }

    /// @param sql · asks for something that is neither empty nor false at the end
    private static String await(RestartedPostgres postgres, String what, String sql) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                String answer = postgres.ask(sql);
                if (!answer.isEmpty() && !answer.equals("false")) {
                    return answer;
                }
            } catch (SQLException away) {
                assertTrue(System.nanoTime() < deadlineNanos, () -> what + ": " + away);
            }
            assertTrue(System.nanoTime() < deadlineNanos, what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void compare(KilledServer server, RestartedPostgres postgres) throws Exception {
        String when = "seed " + SEED + ": ";
        Map<Integer, List<String>> arrived = new TreeMap<>();
        try (Connection nats = connect(server)) {
            long count = nats.jetStreamManagement()
                    .getStreamInfo("OUT")
                    .getStreamState()
                    .getMsgCount();
            JetStreamSubscription all = nats.jetStream()
                    .subscribe(
                            "out.>",
                            PushSubscribeOptions.builder().ordered(true).build());
            for (long number = 1; number <= count; number++) {
                Message message = all.nextMessage(PATIENCE);
                assertNotNull(message, when + number + " of " + count);
                String text = new String(message.getData(), UTF_8);
                arrived.computeIfAbsent(Integer.parseInt(message.getSubject().substring(4)), _ -> new ArrayList<>())
                        .add(text.substring(0, text.indexOf(' ')));
            }
        }
        for (int number = 0; number < APPLICATIONS; number++) {
            String said =
                    postgres.ask("SELECT string_agg(text, ',' ORDER BY split_part(text, '-', 2)::bigint) FROM said"
                            + " WHERE application = " + number);
            assertEquals(
                    said, String.join(",", arrived.getOrDefault(number, List.of())), when + "application " + number);
        }
    }
}
