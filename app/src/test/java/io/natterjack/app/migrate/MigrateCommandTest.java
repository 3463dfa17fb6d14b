package io.natterjack.app.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.PurgeOptions;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.natterjack.app.Launch;
import io.natterjack.app.NatsServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Streams that are used by clients, then moved by the server's own command, and used on.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class MigrateCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MESSAGES = 4_000;

    @TempDir
    private Path folder;

    private EmbeddedPostgres postgres;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterEach
    void stopPostgres() throws Exception {
        postgres.close();
    }

    private String inFiles(String name) {
        return "store_dir: \"" + folder.resolve(name) + "\"";
    }

    private String inPostgres() {
        return inFiles("unused") + ", storage: postgres, postgres { user: postgres, url: \"postgresql://localhost:"
                + postgres.getPort() + "/postgres\" }";
    }

    private String config(String storage) throws Exception {
        return Files.writeString(
                        Files.createTempFile(folder, "server", ".conf"),
                        "listen: \"127.0.0.1:-1\", jetstream { " + storage + " }")
                .toString();
    }

    /// What a client does with a server.
    @FunctionalInterface
    private interface Use<T> {
        T with(Connection nats) throws Exception;
    }

    private static <T> T serving(String storage, Use<T> use) throws Exception {
        try (NatsServer server = NatsServer.builder()
                        .config("jetstream { " + storage + " }")
                        .start();
                Connection nats = Nats.connect(server.clientUrl())) {
            return use.with(nats);
        }
    }

    private int migrate(String from, String to) throws Exception {
        PrintStream out = new PrintStream(printed, true, UTF_8);
        return new Launch(out, out, (_, _, _) -> {
                    throw new AssertionError("no server is wanted");
                })
                .run("migrate", config(from), config(to));
    }

    @Test
    void streamsMoveToPostgresAndBackAsTheyAre() throws Exception {
        List<String> inFiles = serving(inFiles("old"), nats -> {
            fill(nats);
            return everything(nats);
        });
        assertEquals(0, migrate(inFiles("old"), inPostgres()), printed::toString);
        List<String> inPostgres = serving(inPostgres(), nats -> {
            assertIterableEquals(inFiles, everything(nats));
            goOn(nats);
            return everything(nats);
        });
        assertNotEquals(inFiles, inPostgres);
        assertEquals(0, migrate(inPostgres(), inFiles("new")), printed::toString);
        assertIterableEquals(inPostgres, serving(inFiles("new"), MigrateCommandTest::everything));
        assertIterableEquals(inFiles, serving(inFiles("old"), MigrateCommandTest::everything), "the source");
    }

    @Test
    void aCopyThatWasDamagedIsToldFromTheOriginal() throws Exception {
        serving(inFiles("old"), nats -> {
            fill(nats);
            return everything(nats);
        });
        assertEquals(0, migrate(inFiles("old"), inPostgres()), printed::toString);
        assertEquals(0, migrate(inFiles("old"), inPostgres()), printed::toString);
        run("UPDATE natterjack.nj_m_1 SET payload = payload || 'x' WHERE seq = 2321");

        assertEquals(1, migrate(inFiles("old"), inPostgres()));

        assertTrue(
                printed.toString(UTF_8).contains("DIFFERENT: the 3895 messages are not what they were."),
                printed::toString);
        assertTrue(printed.toString(UTF_8).endsWith("Not all streams are there.\n"), printed::toString);
        run("DELETE FROM natterjack.nj_m_1 WHERE seq IN (2321, 2322)");
        assertEquals(1, migrate(inFiles("old"), inPostgres()));
        assertTrue(printed.toString(UTF_8).contains("3895 messages became 3893"), printed::toString);
    }

    private void run(String sql) throws Exception {
        String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
        try (java.sql.Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            assertTrue(statement.executeUpdate(sql) > 0, sql);
        }
    }

    private static void fill(Connection nats) throws Exception {
        JetStreamManagement management = nats.jetStreamManagement();
        management.addStream(StreamConfiguration.builder()
                .name("ORDERS")
                .subjects("orders.>")
                .storageType(StorageType.File)
                .build());
        publish(nats, MESSAGES);
        management.purgeStream("ORDERS", PurgeOptions.builder().sequence(101).build());
        for (long sequence : new long[] {300, 301, 3_000, 3_999, MESSAGES}) {
            assertTrue(management.deleteMessage("ORDERS", sequence));
        }
        ConsumerConfiguration.Builder slow =
                ConsumerConfiguration.builder().ackWait(Duration.ofHours(1)).filterSubject("orders.>");
        management.addOrUpdateConsumer("ORDERS", slow.durable("pull").build());
        ackEverySecond(nats, 200);
        management.addOrUpdateConsumer(
                "ORDERS", slow.durable("push").deliverSubject("push").build());
        JetStreamSubscription pushed =
                nats.jetStream().subscribe("orders.>", PushSubscribeOptions.bind("ORDERS", "push"));
        pushed.nextMessage(PATIENCE).ackSync(PATIENCE);
        pushed.unsubscribe();
        management.addOrUpdateConsumer(
                "ORDERS",
                ConsumerConfiguration.builder()
                        .durable("untouched")
                        .ackPolicy(AckPolicy.None)
                        .filterSubject("orders.3")
                        .build());
        nats.keyValueManagement()
                .create(KeyValueConfiguration.builder()
                        .name("config")
                        .maxHistoryPerKey(3)
                        .build());
        for (int round = 0; round < 5; round++) {
            nats.keyValue("config").put("colour", "green" + round);
        }
        nats.keyValue("config").delete("colour");
        nats.keyValue("config").put("size", "12");
    }

    /// Every third one has headers.
    private static void publish(Connection nats, int count) throws Exception {
        for (int number = 1; number <= count; number++) {
            Headers headers = number % 3 == 0
                    ? new Headers().add("Number", "of " + number).add("Number", "again")
                    : null;
            nats.publish(new NatsMessage(
                    "orders." + number % 7,
                    null,
                    headers,
                    ("body of " + number).repeat(number % 50).getBytes(UTF_8)));
        }
        nats.flush(PATIENCE);
    }

    /// The others stay pending, but for one that is to be delivered again.
    private static void ackEverySecond(Connection nats, int count) throws Exception {
        JetStreamSubscription pull =
                nats.jetStream().subscribe("orders.>", PullSubscribeOptions.bind("ORDERS", "pull"));
        List<Message> fetched = pull.fetch(count, PATIENCE);
        assertEquals(count, fetched.size());
        for (int number = 0; number < count; number += 2) {
            fetched.get(number).ackSync(PATIENCE);
        }
        fetched.get(1).nak();
        assertEquals(2, pull.fetch(1, PATIENCE).getFirst().metaData().deliveredCount());
        pull.unsubscribe();
    }

    private static void goOn(Connection nats) throws Exception {
        publish(nats, 500);
        ackEverySecond(nats, 100);
        nats.jetStreamManagement().deleteConsumer("ORDERS", "untouched");
        nats.keyValue("config").put("colour", "red");
    }

    /// All that a client can find out of streams and consumers, in lines.
    private static List<String> everything(Connection nats) throws Exception {
        List<String> lines = new ArrayList<>();
        JetStreamManagement management = nats.jetStreamManagement();
        for (String stream : management.getStreamNames()) {
            var info = management.getStreamInfo(stream);
            lines.add(info.getConfiguration().toJson() + " " + info.getCreateTime());
            var state = info.getStreamState();
            lines.add(state.getMsgCount() + " messages, " + state.getByteCount() + " bytes, " + state.getFirstSequence()
                    + " to " + state.getLastSequence() + ", " + state.getFirstTime() + " to " + state.getLastTime());
            for (ConsumerInfo consumer : management.getConsumers(stream)) {
                if (consumer.getConsumerConfiguration().getDurable() == null) {
                    continue; // one that has read the messages for this before
                }
                lines.add(consumer.getName() + " "
                        + consumer.getConsumerConfiguration().toJson() + " "
                        + place(consumer.getDelivered()) + place(consumer.getAckFloor()) + consumer.getNumAckPending()
                        + " pending, " + consumer.getNumPending() + " to come, " + consumer.getRedelivered()
                        + " again");
            }
            messages(nats, stream, state.getMsgCount(), lines);
        }
        return lines;
    }

    private static String place(io.nats.client.api.SequenceInfo sequences) {
        return sequences.getConsumerSequence() + "/" + sequences.getStreamSequence() + " ";
    }

    private static void messages(Connection nats, String stream, long count, List<String> lines) throws Exception {
        JetStreamSubscription all = nats.jetStream()
                .subscribe(
                        ">",
                        PushSubscribeOptions.builder().stream(stream)
                                .ordered(true)
                                .build());
        for (long number = 0; number < count; number++) {
            Message message = all.nextMessage(PATIENCE);
            assertNotNull(message, () -> lines.size() + " lines");
            StringBuilder line = new StringBuilder(message.metaData().streamSequence() + " " + message.getSubject()
                    + " at " + message.metaData().timestamp() + " ");
            if (message.hasHeaders()) {
                message.getHeaders().forEach((name, values) -> line.append(name).append(values));
            }
            lines.add(line + " " + new String(message.getData(), UTF_8));
        }
        all.unsubscribe();
    }
}
