package io.natterjack.app.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Hears everything that is said in an account, and keeps the documents that a server has said: answers of the
/// API, acknowledgements, advisories and measurements.
final class Recording {
    /// What clients say.
    private static final String REQUESTS = "$JS.API.";

    private static final String ACKNOWLEDGEMENT = "io.nats.jetstream.api.v1.pub_ack_response";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ObjectMapper json = new ObjectMapper();
    private final List<Document> documents = new ArrayList<>();

    /// @param type · empty if it does not look like anything that is known
    record Document(String origin, String type, JsonNode content) {}

    /// Hears what is said from now on.
    void hear(Connection nats) throws Exception {
        nats.createDispatcher(this::take).subscribe(">");
        nats.flush(PATIENCE);
    }

    private void take(Message message) {
        byte[] data = message.getData();
        if (data.length > 0 && data[0] == '{' && !message.getSubject().startsWith(REQUESTS)) {
            try {
                add(message.getSubject(), data);
            } catch (IOException broken) {
                keep(new Document(message.getSubject() + ": " + broken.getMessage(), "", json.createObjectNode()));
            }
        }
    }

    /// Keeps a document that says itself what it is, or is an acknowledgement.
    private void add(String origin, byte[] document) throws IOException {
        JsonNode content = json.readTree(document);
        boolean acknowledges = content.has("stream") && content.has("seq");
        keep(new Document(origin, content.path("type").asText(acknowledges ? ACKNOWLEDGEMENT : ""), content));
    }

    /// Keeps a document that does not say what it is.
    void add(String origin, String type, String document) throws IOException {
        keep(new Document(origin, type, json.readTree(document)));
    }

    private synchronized void keep(Document document) {
        documents.add(document);
        notifyAll();
    }

    synchronized List<Document> documents() {
        return List.copyOf(documents);
    }

    /// Waits for documents of these types.
    ///
    /// @return the types that nobody has said anything of
    synchronized Set<String> missing(Set<String> types) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        Set<String> missing = without(types);
        while (!missing.isEmpty() && System.nanoTime() < deadlineNanos) {
            TimeUnit.NANOSECONDS.timedWait(this, deadlineNanos - System.nanoTime());
            missing = without(types);
        }
        return missing;
    }

    private Set<String> without(Set<String> types) {
        Set<String> missing = new TreeSet<>(types);
        missing.removeAll(documents.stream().map(Document::type).collect(Collectors.toSet()));
        return missing;
    }
}
