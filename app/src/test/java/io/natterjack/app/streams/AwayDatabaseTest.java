package io.natterjack.app.streams;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.natterjack.app.NatsServer;
import io.natterjack.ports.contract.Patience;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients of a server notice of a database that is away: its own streams say so, all others go on.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class AwayDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BOUND = Duration.ofSeconds(3);
    private static final int MESSAGES = 200;

    private final Path folder;
    private EmbeddedPostgres postgres;
    private NatsServer server;
    private Connection nats;

    AwayDatabaseTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        postgres = running(EmbeddedPostgres.builder());
    }

    private EmbeddedPostgres running(EmbeddedPostgres.Builder builder) throws IOException {
        return builder.setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    /// Both streams belong to one account, and so to one thread. What TABLES has first is in the database only.
    @BeforeEach
    void fill() throws Exception {
        start();
        create("FILES", Map.of());
        create("TABLES", Map.of("natterjack.storage", "postgres"));
        for (int number = 1; number <= MESSAGES; number++) {
            nats.jetStream().publish("TABLES.a", "x".repeat(10_000).getBytes(UTF_8));
        }
    }

    @AfterEach
    void stop() throws Exception {
        nats.close();
        server.close();
        postgres.close();
    }

    private void start() throws Exception {
        server = NatsServer.builder()
                .config("http: \"127.0.0.1:-1\", jetstream { store_dir: \"" + folder + "\", postgres {"
                        + " user: postgres, cache: 1MB, url: \"postgresql://localhost:" + postgres.getPort()
                        + "/postgres\" } }")
                .start();
        nats = Nats.connect(server.clientUrl());
    }

    private void create(String name, Map<String, String> asked) throws IOException, JetStreamApiException {
        nats.jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(name)
                        .subjects(name + ".>")
                        .storageType(StorageType.File)
                        .allowDirect(true)
                        .metadata(asked)
                        .build());
    }

    /// Stops the database where it is, or lets it go on.
    private void signal(String signal) throws IOException, InterruptedException {
        long main = Long.parseLong(Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                .getFirst());
        List<String> command = new ArrayList<>(List.of("kill", signal, String.valueOf(main)));
        ProcessHandle.of(main).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(process -> command.add(String.valueOf(process.pid())));
        assertEquals(0, new ProcessBuilder(command).start().waitFor());
    }

    private CompletableFuture<Message> ask(String subject, String body) {
        return nats.request(subject, body.getBytes(UTF_8));
    }

    private static Message answer(CompletableFuture<Message> asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        return asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Message first() throws ExecutionException, InterruptedException, TimeoutException {
        return answer(ask("$JS.API.DIRECT.GET.TABLES", "{\"seq\": 1}"));
    }

    @Test
    void whoeverReadsIsToldAndTheOtherStreamsGoOn() throws Exception {
        assertEquals(10_000, first().getData().length);
        signal("-STOP");
        try {
            long start = System.nanoTime();
            List<CompletableFuture<Message>> gets = new ArrayList<>();
            for (int sequence = 2; sequence <= MESSAGES / 4; sequence++) {
                gets.add(ask("$JS.API.DIRECT.GET.TABLES", "{\"seq\": " + sequence + "}"));
            }
            CompletableFuture<Message> managed = ask("$JS.API.STREAM.MSG.GET.TABLES", "{\"seq\": 60}");
            CompletableFuture<Message> created = ask(
                    "$JS.API.STREAM.CREATE.MORE",
                    "{\"name\": \"MORE\", \"subjects\": [\"more\"],"
                            + " \"metadata\": {\"natterjack.storage\": \"postgres\"}}");
            assertEquals(
                    1,
                    nats.jetStream()
                            .publish("FILES.a", "goes on".getBytes(UTF_8))
                            .getSeqno());
            for (CompletableFuture<Message> get : gets) {
                Message refused = answer(get);
                assertTrue(refused.isStatusMessage());
                assertEquals(
                        "500 Storage Cannot Be Read",
                        refused.getStatus().getCode() + " "
                                + refused.getStatus().getMessage());
            }
            String error = new String(answer(managed).getData(), UTF_8);
            assertTrue(error.contains("cannot be read from PostgreSQL now"), error);
            String refused = new String(answer(created).getData(), UTF_8);
            assertTrue(refused.contains("cannot create stream"), refused);
            long took = System.nanoTime() - start;
            assertTrue(took < BOUND.toNanos(), () -> "all of it took " + TimeUnit.NANOSECONDS.toMillis(took) + " ms");
        } finally {
            signal("-CONT");
        }
        Patience.await("the message can be read", () -> {
            try {
                return first().getData().length == 10_000;
            } catch (ExecutionException | InterruptedException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String health() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.monitorUrl() + "/healthz"))
                    .build();
            HttpResponse<String> answer = http.send(request, ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    private boolean healthy() {
        try {
            return health().startsWith("200");
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aServerStartsWithoutItAndItsStreamsAppearWhenItIsThere() throws Exception {
        nats.jetStream().publish("FILES.a", "1".getBytes(UTF_8));
        int port = restartWithoutDatabase();

        String health = health();
        assertTrue(health.startsWith("503") && health.contains("Storage 'postgres' is away"), health);
        assertEquals(2, nats.jetStream().publish("FILES.a", "2".getBytes(UTF_8)).getSeqno());
        assertEquals(List.of("FILES"), nats.jetStreamManagement().getStreamNames());
        JetStreamApiException refused = assertThrows(
                JetStreamApiException.class, () -> create("MORE", Map.of("natterjack.storage", "postgres")));
        assertTrue(String.valueOf(refused.getMessage()).contains("is away"), refused::toString);

        postgres = running(EmbeddedPostgres.builder().setPort(port));

        Patience.await("all is well", this::healthy);
        assertEquals(List.of("FILES", "TABLES"), nats.jetStreamManagement().getStreamNames());
        assertEquals(
                MESSAGES + 1,
                nats.jetStream().publish("TABLES.a", "more".getBytes(UTF_8)).getSeqno());
        assertEquals(10_000, first().getData().length);
    }

    @Test
    void aStreamThatCannotBeReadWhenTheServerStartsAppearsWhenItCan() throws Exception {
        nats.close();
        server.close();
        try (java.sql.Connection other = postgres.getPostgresDatabase().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE natterjack.nj_m_1_1 IN ACCESS EXCLUSIVE MODE");
            start();
            assertEquals(List.of("FILES"), nats.jetStreamManagement().getStreamNames());
            Patience.await("it is said why", () -> lists("another session holds a lock"));
            assertTrue(health().contains("TABLES' could not be recovered"), health());
            other.rollback();
        }
        Patience.await("all is well", this::healthy);
        assertEquals(List.of("FILES", "TABLES"), nats.jetStreamManagement().getStreamNames());
        assertEquals(
                MESSAGES + 1,
                nats.jetStream().publish("TABLES.a", "more".getBytes(UTF_8)).getSeqno());
    }

    /// @return where the database was
    private int restartWithoutDatabase() throws Exception {
        nats.close();
        server.close();
        int port = postgres.getPort();
        postgres.close();
        start();
        return port;
    }

    @Test
    void whatTookItsPlaceMeanwhileIsServed() throws Exception {
        create("OTHERS", Map.of("natterjack.storage", "postgres"));
        int port = restartWithoutDatabase();
        create("OTHERS", Map.of());
        nats.jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name("TAKEN")
                        .subjects("TABLES.a")
                        .build());

        postgres = running(EmbeddedPostgres.builder().setPort(port));

        Patience.await(
                "it is said which stream is not there", () -> lists("its subjects overlap with those of 'TAKEN'"));
        assertEquals(
                List.of("FILES", "OTHERS", "TAKEN"), nats.jetStreamManagement().getStreamNames());
        assertTrue(health().contains("TABLES' could not be recovered"), health());
        assertEquals(
                1, nats.jetStream().publish("TABLES.a", "1".getBytes(UTF_8)).getSeqno());
    }

    private boolean lists(String text) {
        try {
            return new String(answer(ask("$JS.API.STREAM.LIST", "")).getData(), UTF_8).contains(text);
        } catch (ExecutionException | InterruptedException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
