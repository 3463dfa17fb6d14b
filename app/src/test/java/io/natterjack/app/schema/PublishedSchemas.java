package io.natterjack.app.schema;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The JSON schemas that are published for the documents of a NATS server. They are not part of this repository:
/// the system property `natterjack.schemas`, which the Maven profile `schemas` sets, says where they are. Without it
/// their tests are skipped.
final class PublishedSchemas {
    private static final String PROPERTY = "natterjack.schemas";

    private final Map<String, JsonSchema> byTitle = new HashMap<>();
    private final ObjectMapper json = new ObjectMapper();

    /// Reads all of them, or skips the test.
    static PublishedSchemas read() throws IOException {
        PublishedSchemas schemas = new PublishedSchemas();
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V7);
        try (Stream<Path> files = Files.walk(root().resolve("schemas"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                JsonNode schema = schemas.json.readTree(file.toFile());
                if (schema.has("title")) {
                    schemas.byTitle.put(schema.get("title").asText(), factory.getSchema(schema));
                }
            }
        }
        return schemas;
    }

    /// Where they are.
    static Path root() {
        String root = System.getProperty(PROPERTY, "");
        assumeTrue(!root.isEmpty(), "the system property " + PROPERTY + " does not say where the schemas are");
        return Path.of(root);
    }

    /// What the schema of a document does not allow in it. A document says itself which schema that is.
    Set<String> complaints(byte[] document) throws IOException {
        JsonNode node = json.readTree(document);
        return complaints(node.path("type").asText(), node);
    }

    /// What the schema of a type does not allow in a document.
    Set<String> complaints(String type, JsonNode node) {
        JsonSchema schema = byTitle.get(type);
        assertNotNull(schema, () -> "no schema for " + node);
        return schema.validate(node).stream().map(ValidationMessage::getMessage).collect(Collectors.toSet());
    }

    /// The types of all that a server says; what clients say to it, or to each other, is none of it.
    Set<String> typesOfServers() {
        return byTitle.keySet().stream()
                .filter(type -> type.startsWith("io.nats.jetstream.") || type.startsWith("io.nats.server."))
                .filter(type -> !type.endsWith("_request") && !type.endsWith("_configuration"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Whether there is a schema for documents of a type.
    boolean knows(String type) {
        return byTitle.containsKey(type);
    }
}
