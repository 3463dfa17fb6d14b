package io.natterjack.app.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.natterjack.app.NatsServer;
import io.natterjack.app.schema.Recording.Document;
import io.natterjack.domain.jetstream.response.ResponseKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a running server says is as the published schemas want it, and it says all that there is a schema for.
///
/// `-Dnatterjack.schemas.client=nats://… -Dnatterjack.schemas.monitor=http://…` asks a server that runs already, and
/// has no streams yet: the reference, to see that it says the same.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class EmittedDocumentsTest {
    private static final String CLIENT = System.getProperty("natterjack.schemas.client", "");
    private static final String MONITOR = System.getProperty("natterjack.schemas.monitor", "");
    private static final String VARZ = "io.nats.server.monitor.v1.varz";

    @TempDir
    private Path folder;

    private PublishedSchemas schemas;

    @BeforeEach
    void read() throws IOException {
        schemas = PublishedSchemas.read();
    }

    @Test
    void aServerWithStreamsInFilesSaysWhatTheSchemasSay() throws Exception {
        if (CLIENT.isEmpty()) {
            try (NatsServer server = NatsServer.builder()
                    .config("http: \"127.0.0.1:-1\"")
                    .jetStream(folder)
                    .start()) {
                check(record(server, "file"));
            }
        } else {
            check(record(CLIENT, MONITOR, "file"));
        }
    }

    @Test
    void aServerWithStreamsInMemorySaysWhatTheSchemasSay() throws Exception {
        try (NatsServer server = NatsServer.builder()
                .config("http: \"127.0.0.1:-1\"")
                .jetStreamInMemory()
                .start()) {
            check(record(server, "memory"));
        }
    }

    private static Recording record(NatsServer server, String storage) throws Exception {
        return record(server.clientUrl(), Objects.requireNonNull(server.monitorUrl()), storage);
    }

    private static Recording record(String clientUrl, String monitorUrl, String storage) throws Exception {
        Recording recording = new Recording();
        Options patient = Options.builder()
                .server(clientUrl)
                .connectionTimeout(Duration.ofSeconds(20))
                .build();
        try (Connection ears = Nats.connect(patient);
                Connection mouth = Nats.connect(patient);
                HttpClient http = HttpClient.newHttpClient()) {
            recording.hear(ears);
            new Course(mouth, storage).run();
            HttpRequest varz =
                    HttpRequest.newBuilder(URI.create(monitorUrl + "/varz")).build();
            recording.add(
                    "/varz", VARZ, http.send(varz, BodyHandlers.ofString()).body());
            recording.missing(expected(PublishedSchemas.read()));
        }
        return recording;
    }

    private static Set<String> expected(PublishedSchemas schemas) {
        Set<String> expected = schemas.typesOfServers();
        expected.removeAll(KnownDifferences.NOT_EMITTED.keySet());
        return expected;
    }

    private void check(Recording recording) throws IOException {
        Set<String> unknown = new TreeSet<>();
        Map<String, Set<String>> complaints = new HashMap<>();
        Set<String> withoutSchema =
                KnownDifferences.WITHOUT_SCHEMA.stream().map(ResponseKind::type).collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (Document document : recording.documents()) {
            seen.add(document.type());
            if (schemas.knows(document.type())) {
                Set<String> found = new TreeSet<>(schemas.complaints(document.type(), document.content()));
                found.removeAll(KnownDifferences.complaints(document.type()));
                if (!found.isEmpty()) {
                    complaints.put(document.content().toString(), found);
                }
            } else if (!withoutSchema.contains(document.type())) {
                unknown.add(document.toString());
            }
        }
        assertEquals(Map.of(), complaints);
        assertEquals(Set.of(), unknown);
        Set<String> missing = expected(schemas);
        missing.removeAll(seen);
        assertEquals(Set.of(), missing);
        checkErrors(recording.documents());
    }

    /// An error has the number, the class and the words that are published for it.
    private static void checkErrors(List<Document> documents) throws IOException {
        Map<Integer, JsonNode> published = new HashMap<>();
        for (JsonNode each : new ObjectMapper()
                .readTree(
                        PublishedSchemas.root().resolve("jetstream-errors.json").toFile())) {
            published.put(each.get("error_code").asInt(), each);
        }
        int errors = 0;
        for (Document document : documents) {
            for (JsonNode error : document.content().findValues("error")) {
                JsonNode wanted = published.get(error.path("err_code").asInt());
                assertTrue(wanted != null, document::toString);
                assertEquals(wanted.get("code").asInt(), error.path("code").asInt(), document::toString);
                String words = wanted.get("description").asText().replaceAll("\\{[a-z_]+\\}", "\\\\E.*\\\\Q");
                assertTrue(error.path("description").asText().matches("(?s)\\Q" + words + "\\E"), document::toString);
                errors++;
            }
        }
        assertFalse(errors == 0, "no error was seen");
    }
}
