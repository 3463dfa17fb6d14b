package io.natterjack.app.streams;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.natterjack.app.Launch;
import io.natterjack.app.NatsServer;
import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.RecordedLog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// One server with streams in files and in PostgreSQL, as clients ask for it.
@SuppressWarnings("try") // the client can be interrupted while it closes
@TestInstance(Lifecycle.PER_CLASS)
final class SeveralStoragesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> IN_POSTGRES = Map.of("natterjack.storage", "postgres");

    private EmbeddedPostgres postgres;
    private Path folder;
    private String schema = "";
    private String key = "";
    private int schemas;
    private NatsServer server;
    private Connection nats;
    private RecordedLog log = new RecordedLog();

    @BeforeAll
    void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @AfterAll
    void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void start(@TempDir Path fresh) throws Exception {
        folder = fresh;
        schema = "chosen_" + ++schemas;
        key = "";
        open();
    }

    @AfterEach
    void stop() throws Exception {
        nats.close();
        server.close();
    }

    private void open() throws Exception {
        log = new RecordedLog();
        server = NatsServer.builder()
                .log(log)
                .config("http: \"127.0.0.1:-1\", jetstream { " + key + " store_dir: \"" + folder
                        + "\", storage: file, postgres { "
                        + "user: postgres, pending_max: 1MB, schema: " + schema + ", url: \"postgresql://localhost:"
                        + postgres.getPort()
                        + "/postgres\" } }")
                .start();
        nats = Nats.connect(server.clientUrl());
    }

    private void restart() throws Exception {
        stop();
        open();
    }

    /// @param asked · for a storage, or nothing
    private void create(String name, Map<String, String> asked) throws IOException, JetStreamApiException {
        nats.jetStreamManagement().addStream(stream(name, asked));
    }

    private static StreamConfiguration stream(String name, Map<String, String> asked) {
        return StreamConfiguration.builder()
                .name(name)
                .subjects(name + ".>")
                .storageType(StorageType.File)
                .metadata(asked)
                .build();
    }

    private PublishAck publish(String subject, String body) throws IOException, JetStreamApiException {
        return nats.jetStream().publish(subject, body.getBytes(UTF_8));
    }

    private String ask(String sql) throws SQLException {
        return inDatabase("postgres", sql);
    }

    private String inDatabase(String database, String sql) throws SQLException {
        String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database;
        try (java.sql.Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        }
    }

    private String streamsInPostgres() throws SQLException {
        return ask("SELECT coalesce(string_agg(stream, ', ' ORDER BY stream), '') FROM " + schema + ".streams");
    }

    private String page(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.monitorUrl() + path))
                    .build();
            HttpResponse<String> answer = http.send(request, ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    @Test
    void streamsLiveWhereTheyAskToAndAreFoundAgain() throws Exception {
        create("FILES", Map.of());
        create("TABLES", IN_POSTGRES);
        for (String subject : List.of("FILES.a", "TABLES.a")) {
            publish(subject, "1");
            publish(subject, "2");
        }
        JetStreamSubscription durable = nats.jetStream()
                .subscribe(
                        "TABLES.>", PullSubscribeOptions.builder().durable("D").build());
        durable.fetch(1, PATIENCE).getFirst().ackSync(PATIENCE);
        assertEquals("TABLES", streamsInPostgres());
        assertEquals("1, 2", ask("SELECT string_agg(text, ', ' ORDER BY sequence) FROM " + schema + ".\"TABLES\""));
        assertEquals("D", ask("SELECT name FROM " + schema + ".nj_consumer"));

        restart();

        assertEquals(3, publish("FILES.b", "3").getSeqno());
        assertEquals(3, publish("TABLES.b", "3").getSeqno());
        JetStreamSubscription again = nats.jetStream()
                .subscribe(
                        "TABLES.>", PullSubscribeOptions.builder().durable("D").build());
        assertEquals(
                List.of("2", "3"),
                again.fetch(2, PATIENCE).stream()
                        .map(message -> new String(message.getData(), UTF_8))
                        .toList());
        assertTrue(page("/healthz").startsWith("200"));
        assertTrue(page("/jsz?streams=1&config=1").contains("\"natterjack.storage\": \"postgres\""));
        nats.jetStreamManagement().deleteStream("TABLES");
        assertEquals("", streamsInPostgres());
        assertEquals(List.of("FILES"), nats.jetStreamManagement().getStreamNames());
    }

    @Test
    void aBucketIsATableToo() throws Exception {
        nats.keyValueManagement()
                .create(KeyValueConfiguration.builder()
                        .name("config")
                        .metadata(IN_POSTGRES)
                        .build());
        nats.keyValue("config").put("colour", "green");

        assertEquals("green", ask("SELECT text FROM " + schema + ".\"KV_config\" WHERE key = 'colour'"));
    }

    @Test
    void aWrongNameIsRefusedAndNothingMoves() throws Exception {
        JetStreamApiException unknown =
                assertThrows(JetStreamApiException.class, () -> create("S", Map.of("natterjack.storage", "cupboard")));
        assertTrue(String.valueOf(unknown.getMessage()).contains("this server has file, postgres"), unknown::toString);
        create("S", Map.of());
        JetStreamManagement management = nats.jetStreamManagement();
        JetStreamApiException moved =
                assertThrows(JetStreamApiException.class, () -> management.updateStream(stream("S", IN_POSTGRES)));
        assertTrue(String.valueOf(moved.getMessage()).contains("can not change natterjack.storage"), moved::toString);
        assertEquals("", streamsInPostgres());
    }

    @Test
    void whatAStreamDoesNotTakeOfTheOutboxIsKeptWithTheReason() throws Exception {
        nats.jetStreamManagement()
                .addStream(StreamConfiguration.builder(stream("S", IN_POSTGRES))
                        .maximumMessageSize(200)
                        .build());
        String publish = "SELECT " + schema + ".publish('S', ";
        ask(publish + "'S.a', 'taken'::text, '{\"Nats-Msg-Id\": \"1\"}')");
        ask(publish + "'S.a', 'twice'::text, '{\"Nats-Msg-Id\": \"1\"}')");
        ask(publish + "'T.a', 'elsewhere'::text)");
        ask(publish + "'S.a', repeat('x', 300))");
        ask(publish + "'S.a', 'late'::text, '{\"Nats-Expected-Last-Sequence\": \"17\"}')");
        ask(publish + "'S.a', 'part'::text, '{\"Nats-Batch-Id\": \"b\", \"Nats-Batch-Sequence\": \"1\"}')");
        String reasons = "SELECT string_agg(reason, '; ' ORDER BY id) FROM " + schema + ".nj_refused";
        ask(publish + "'S.a', repeat('x', 2000000))");
        Patience.await("six are refused", () -> countOf("nj_refused") == 6);

        assertEquals(
                "a duplicate: message 1 has the same id; the stream does not listen to this subject;"
                        + " message size exceeds maximum allowed; wrong last sequence: 1;"
                        + " it is said to be part of a batch: publish all of that in one transaction,"
                        + " without Nats-Batch-Id;"
                        + " headers and payload have 2000000 bytes, max_payload is 1048576",
                ask(reasons));
        assertEquals("taken", ask("SELECT string_agg(text, ', ') FROM " + schema + ".\"S\""));
    }

    /// Whoever has left a message cannot be told to come again.
    @Test
    void whatIsLeftInTheOutboxWaitsWhileTheDatabaseIsSlowerThanPublishers() throws Exception {
        create("S", IN_POSTGRES);
        publish("S.a", "1");
        try (java.sql.Connection other = DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", "postgres", "postgres")) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("LOCK TABLE " + schema + ".nj_m_1 IN ACCESS EXCLUSIVE MODE");
            }
            JetStream streams = nats.jetStream();
            List<CompletableFuture<PublishAck>> flood = new ArrayList<>();
            Patience.await("so much waits that nothing more is taken", () -> {
                flood.add(streams.publishAsync("S.flood", new byte[100_000]));
                return flood.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
            });
            for (int number = 1; number <= 3; number++) {
                ask("SELECT " + schema + ".publish('S', 'S.left', rpad('left " + number + "', 100000))");
            }
            Patience.await("they wait", () -> log.says("messages wait"));
            other.rollback();
        }
        String left = "SELECT string_agg(left(text, 6), ', ' ORDER BY sequence) FROM " + schema
                + ".\"S\" WHERE subject = 'S.left'";
        Patience.await("they are there", () -> countOf("nj_outbox") == 0);

        assertEquals("left 1, left 2, left 3", ask(left));
        assertEquals(0, countOf("nj_refused"));
    }

    @Test
    void whoEncryptsFilesIsToldWhatIsNotEncrypted() throws Exception {
        String told = "WRN The key of JetStream is for streams in files: those in postgres are not encrypted with it";
        assertFalse(log.says(told));
        key = "key: secret,";

        restart();

        assertTrue(log.says(told), () -> String.join("\n", log.lines()));
        assertTrue(log.says("INF   Encryption:      ChaCha20-Poly1305"));
    }

    private int countOf(String table) {
        try {
            return Integer.parseInt(ask("SELECT count(*) FROM " + schema + "." + table));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// Streams in files are served by the same thread as those in a database that is away.
    @Test
    void filesDoNotCareThatTheDatabaseIsAway() throws Exception {
        create("FILES", Map.of());
        create("TABLES", IN_POSTGRES);
        publish("TABLES.a", "1");
        nats.keyValueManagement()
                .create(KeyValueConfiguration.builder()
                        .name("config")
                        .metadata(IN_POSTGRES)
                        .build());
        nats.keyValue("config").put("colour", "green");
        restart();
        JetStreamSubscription reader = nats.jetStream()
                .subscribe(
                        "TABLES.>", PullSubscribeOptions.builder().durable("D").build());
        inDatabase(
                "template1",
                "ALTER DATABASE postgres ALLOW_CONNECTIONS false;"
                        + " SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'");
        CompletableFuture<PublishAck> waiting = nats.jetStream().publishAsync("TABLES.a", "2".getBytes(UTF_8));
        reader.pullExpiresIn(2, PATIENCE);
        try {
            long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            while (page("/healthz").startsWith("200") && System.nanoTime() < deadlineNanos) {
                publish("FILES.a", "x");
            }
            String health = page("/healthz");
            assertTrue(health.startsWith("503") && health.contains("PostgreSQL"), health);
            for (int number = 0; number < 100; number++) {
                publish("FILES.a", "x");
            }
        } finally {
            inDatabase("template1", "ALTER DATABASE postgres ALLOW_CONNECTIONS true");
        }
        assertEquals(2, waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getSeqno());
        assertEquals("1", text(reader.nextMessage(PATIENCE)));
        assertEquals("2", text(reader.nextMessage(PATIENCE)));
        assertEquals("green", nats.keyValue("config").get("colour").getValueAsString());
    }

    private static String text(Message message) {
        return new String(message.getData(), UTF_8);
    }

    /// A copy that nobody has deleted does not hide the stream that was meant.
    @Test
    void aStreamThatWasCopiedIsServedFromWhereItsMetadataSays() throws Exception {
        create("S", Map.of());
        publish("S.a", "1");
        stop();
        Path config = Files.writeString(
                folder.resolve("server.conf"),
                "jetstream { store_dir: \"" + folder + "\", postgres { user: postgres, schema: " + schema
                        + ", url: \"postgresql://localhost:" + postgres.getPort() + "/postgres\" } }");
        assertEquals(
                0,
                new Launch(System.out, System.err, (_, _, _) -> {
                            throw new AssertionError("no server is wanted");
                        })
                        .run("migrate", config + "#file", config + "#postgres", "S"));
        open();
        assertEquals(2, publish("S.a", "2").getSeqno());
        assertEquals("1, 2", ask("SELECT string_agg(text, ', ' ORDER BY sequence) FROM " + schema + ".\"S\""));
    }
}
