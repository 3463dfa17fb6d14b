package io.natterjack.app.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.response.ResponseKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every document is one that its published schema allows.
class SchemaTest {
    /// Nobody has published a schema for these.
    private static final Set<ResponseKind> WITHOUT_SCHEMA = Set.of(
            ResponseKind.SYSTEM,
            ResponseKind.STREAM_PEER_EVACUATE,
            ResponseKind.STREAM_CANCEL_MOVE,
            ResponseKind.CONSUMER_PEER_REMOVE,
            ResponseKind.CONSUMER_PEER_EVACUATE);

    private static final String AMBIGUOUS =
            "$: must be valid to one and only one schema, but 2 are valid with indexes '0, 1'";

    /// Where the reference itself is not as its schemas say.
    private static final Map<String, Set<String>> OF_THE_REFERENCE = Map.ofEntries(
            Map.entry(ResponseKind.STREAM_NAMES.type(), Set.of(AMBIGUOUS)),
            Map.entry(ResponseKind.STREAM_LIST.type(), Set.of(AMBIGUOUS)),
            Map.entry(ResponseKind.CONSUMER_NAMES.type(), Set.of(AMBIGUOUS)),
            Map.entry(ResponseKind.CONSUMER_LIST.type(), Set.of(AMBIGUOUS)),
            Map.entry(ResponseKind.CONSUMER_PAUSE.type(), Set.of(AMBIGUOUS)),
            Map.entry(ResponseKind.CONSUMER_UNPIN.type(), Set.of("$.error: required property 'error' not found")),
            Map.entry("nak", Set.of("$.consumer_seq: integer found, string expected")),
            Map.entry("terminated", Set.of("$.consumer_seq: integer found, string expected")),
            Map.entry("consumer_group_pinned", Set.of("$: required property 'server' not found")),
            Map.entry("consumer_group_unpinned", Set.of("$: required property 'server' not found")),
            Map.entry(
                    "snapshot_create",
                    Set.of(
                            "$: required property 'blocks' not found",
                            "$: required property 'block_size' not found",
                            "$: property 'state' is not defined in the schema and the schema does not allow additional"
                                    + " properties")));

    @TestFactory
    Stream<DynamicTest> answersAreAsTheSchemasSay() throws IOException {
        PublishedSchemas schemas = PublishedSchemas.read();
        return Samples.responses().stream()
                .map(response -> dynamicTest(
                        new String(response, UTF_8), () -> assertEquals(Set.of(), schemas.complaints(response))));
    }

    @TestFactory
    Stream<DynamicTest> failuresAreAsTheSchemasSay() throws IOException {
        PublishedSchemas schemas = PublishedSchemas.read();
        return Arrays.stream(ResponseKind.values())
                .filter(kind -> !WITHOUT_SCHEMA.contains(kind))
                .map(kind -> dynamicTest(
                        kind.type(),
                        () -> assertEquals(
                                OF_THE_REFERENCE.getOrDefault(kind.type(), Set.of()),
                                schemas.complaints(kind.failure(JetStreamError.BAD_REQUEST.with())))));
    }

    @TestFactory
    Stream<DynamicTest> advisoriesAreAsTheSchemasSay() throws IOException {
        PublishedSchemas schemas = PublishedSchemas.read();
        return Samples.advisories().stream()
                .map(advisory -> dynamicTest(
                        advisory.subject(),
                        () -> assertEquals(
                                OF_THE_REFERENCE.getOrDefault(advisory.kind(), Set.of()),
                                schemas.complaints(Samples.json(advisory, "")))));
    }

    /// Some schemas do not know that a server can have one.
    @TestFactory
    Stream<DynamicTest> advisoriesNameTheDomain() {
        return Samples.advisories().stream()
                .map(advisory -> dynamicTest(
                        advisory.subject(),
                        () -> assertTrue(new String(Samples.json(advisory, "D"), UTF_8).contains("\"domain\":\"D\""))));
    }

    @Test
    void aDocumentWithoutASchemaHasNone() throws IOException {
        PublishedSchemas schemas = PublishedSchemas.read();
        for (ResponseKind kind : WITHOUT_SCHEMA) {
            assertFalse(schemas.knows(kind.type()), kind.type());
        }
    }

    @Test
    void errorsAreThePublishedOnes() throws IOException {
        JsonNode published = new ObjectMapper()
                .readTree(
                        PublishedSchemas.root().resolve("jetstream-errors.json").toFile());
        for (JsonNode each : published) {
            JetStreamError error = JetStreamError.of(each.get("error_code").asInt());
            assertNotNull(error, each::toString);
            assertEquals(each.get("code").asInt(), error.code(), each::toString);
            assertEquals(each.get("description").asText(), error.template());
        }
    }
}
