package io.natterjack.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a server again and again while eight publishers wait for acknowledgements, and looks after each restart: what
/// was acknowledged is there, under its sequence, once, and in the order in which its publisher sent it.
///
/// `-Dnatterjack.crash.cycles=200` for the long form, `-Dnatterjack.crash.seed=…` for other moments.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class CrashCyclesTest {
    private static final int CYCLES = Integer.getInteger("natterjack.crash.cycles", 3);
    private static final long SEED = Long.getLong("natterjack.crash.seed", 1);
    private static final int PUBLISHERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Map<String, String> acknowledged = new HashMap<>();
    /// Names and subjects.
    private Map<String, String> streams = Map.of("CRASH", "crash.>");
    private final long[] next = new long[PUBLISHERS];

    @Test
    void whatWasAcknowledgedSurvivesInFiles() throws Exception {
        killAgainAndAgain("");
    }

    /// So many that they are made safe together, in the journal.
    @Test
    void whatWasAcknowledgedSurvivesInTheFilesOfManyStreams() throws Exception {
        streams = IntStream.range(0, PUBLISHERS)
                .boxed()
                .collect(Collectors.toMap(number -> "CRASH" + number, number -> "crash.p" + number));
        killAgainAndAgain("");
    }

    @Test
    void whatWasAcknowledgedSurvivesInPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            killAgainAndAgain("storage: postgres, postgres { user: postgres, url: \"postgresql://localhost:"
                    + postgres.getPort() + "/postgres\" }");
        }
    }

    /// @param storage · where streams are kept
    private void killAgainAndAgain(String storage) throws Exception {
        Path config = Files.writeString(
                folder.resolve("server.conf"),
                "listen: \"127.0.0.1:-1\"\njetstream { store_dir: \"" + folder.resolve("store") + "\", " + storage
                        + " }\n");
        SplittableRandom random = new SplittableRandom(SEED);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            try (KilledServer server = KilledServer.start(config, folder.resolve("log" + cycle))) {
                try (Connection nats = connect(server)) {
                    if (cycle == 0) {
                        create(nats.jetStreamManagement());
                    }
                    check(nats, "seed " + SEED + ", cycle " + cycle, server.log());
                }
                publishAndKill(server, random.nextLong(20, 500));
            }
        }
        try (KilledServer server = KilledServer.start(config, folder.resolve("log"));
                Connection nats = connect(server)) {
            check(nats, "seed " + SEED + ", at the end", server.log());
            assertFalse(acknowledged.isEmpty());
        }
    }

    /// On a machine that has other work, a server needs longer than the two seconds that the client grants by itself.
    private static Connection connect(KilledServer server) throws IOException, InterruptedException {
        return Nats.connect(new Options.Builder()
                .server(server.url())
                .connectionTimeout(PATIENCE)
                .build());
    }

    private void create(JetStreamManagement management) throws IOException, JetStreamApiException {
        for (Map.Entry<String, String> stream : streams.entrySet()) {
            management.addStream(StreamConfiguration.builder()
                    .name(stream.getKey())
                    .subjects(stream.getValue())
                    .storageType(StorageType.File)
                    .build());
        }
    }

    private void publishAndKill(KilledServer server, long millis) throws InterruptedException {
        List<Publisher> publishers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < PUBLISHERS; number++) {
            Publisher publisher = new Publisher(number, server.url(), next[number]);
            publishers.add(publisher);
            threads.add(Thread.ofPlatform().start(publisher));
        }
        while (publishers.stream().noneMatch(each -> !each.acknowledged().isEmpty())) {
            LockSupport.parkNanos(KilledServer.POLL_NANOS);
        }
        threads.getFirst().join(millis);
        server.kill();
        for (int number = 0; number < PUBLISHERS; number++) {
            threads.get(number).join();
            acknowledged.putAll(publishers.get(number).acknowledged());
            next[number] = publishers.get(number).next();
        }
    }

    private void check(Connection nats, String when, String log) throws Exception {
        Map<String, String> there = new HashMap<>();
        for (String stream : streams.keySet()) {
            there.putAll(contents(nats, stream, when, log));
        }
        acknowledged.forEach((place, text) -> assertEquals(text, there.get(place), when + ": " + place));
    }

    private Map<String, String> contents(Connection nats, String stream, String when, String log) throws Exception {
        long last = nats.jetStreamManagement()
                .getStreamInfo(stream)
                .getStreamState()
                .getLastSequence();
        Map<String, String> there = new HashMap<>();
        long[] latest = new long[PUBLISHERS];
        Arrays.fill(latest, -1);
        JetStreamSubscription all = nats.jetStream()
                .subscribe(
                        streams.get(stream),
                        PushSubscribeOptions.builder().stream(stream)
                                .ordered(true)
                                .build());
        while (there.size() < last) {
            Message message = all.nextMessage(PATIENCE);
            assertTrue(
                    message != null,
                    when + ": " + there.size() + " of " + last + " messages of " + stream + "\n" + log);
            String text = new String(message.getData(), UTF_8);
            there.put(stream + " " + message.metaData().streamSequence(), text);
            int publisher = Integer.parseInt(text.substring(0, text.indexOf('-')));
            long number = Long.parseLong(text.substring(text.indexOf('-') + 1));
            assertTrue(number > latest[publisher], when + ": " + text + " after " + latest[publisher]);
            latest[publisher] = number;
        }
        all.unsubscribe();
        return there;
    }
}
