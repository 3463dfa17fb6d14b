package io.natterjack.app.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.natterjack.domain.jetstream.advisory.Advisory;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.response.ResponseKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every kind of document, made from samples with all that it can have, is one that its published schema allows.
class SchemaTest {
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
                .filter(kind -> !KnownDifferences.WITHOUT_SCHEMA.contains(kind))
                .map(kind -> dynamicTest(
                        kind.type(),
                        () -> assertEquals(
                                KnownDifferences.complaints(kind.type()),
                                schemas.complaints(kind.failure(JetStreamError.BAD_REQUEST.with())))));
    }

    @TestFactory
    Stream<DynamicTest> advisoriesAreAsTheSchemasSay() throws IOException {
        PublishedSchemas schemas = PublishedSchemas.read();
        return Samples.advisories().stream()
                .map(advisory -> dynamicTest(
                        advisory.subject(),
                        () -> assertEquals(
                                KnownDifferences.complaints(type(advisory)),
                                schemas.complaints(Samples.json(advisory, "")))));
    }

    private static String type(Advisory advisory) {
        return "io.nats.jetstream." + (advisory.metric() ? "metric" : "advisory") + ".v1." + advisory.kind();
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
        for (ResponseKind kind : KnownDifferences.WITHOUT_SCHEMA) {
            assertFalse(schemas.knows(kind.type()), kind.type());
        }
    }

    @Test
    void errorsAreThePublishedOnes() throws IOException {
        JsonNode published = new ObjectMapper()
                .readTree(
                        PublishedSchemas.root().resolve("jetstream-errors.json").toFile());
        for (JsonNode each : published) {
            JetStreamError error = withNumber(each.get("error_code").asInt());
            assertNotNull(error, each::toString);
            assertEquals(each.get("code").asInt(), error.code(), each::toString);
            assertEquals(each.get("description").asText(), error.template());
        }
    }

    private static @Nullable JetStreamError withNumber(int errCode) {
        return Arrays.stream(JetStreamError.values())
                .filter(error -> error.errCode() == errCode)
                .findFirst()
                .orElse(null);
    }
}
