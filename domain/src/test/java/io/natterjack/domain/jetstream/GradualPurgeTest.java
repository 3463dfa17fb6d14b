package io.natterjack.domain.jetstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.jetstream.api.call.GradualPurge;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A purge of so much that others would have to wait for it.
final class GradualPurgeTest {
    private static final int MESSAGES = 2 * GradualPurge.PORTION + 1;
    private static final String PURGE = "PUB $JS.API.STREAM.PURGE.S purged 16\r\n{\"filter\":\"s.a\"}\r\n";

    private final TestBroker broker = TestBroker.withStreams();
    private final TestClient client = broker.client();

    @BeforeEach
    void fill() {
        client.says("SUB created 1\r\nSUB stored 2\r\nSUB purged 3\r\nSUB info 4\r\nSUB deleted 5\r\n");
        create("S", "s.*");
        create("T", "t");
        client.says("PUB s.b 1\r\nx\r\n" + "PUB s.a 1\r\nx\r\n".repeat(MESSAGES));
        hears();
    }

    private void create(String name, String subject) {
        String body = "{\"name\":\"" + name + "\",\"subjects\":[\"" + subject + "\"],\"storage\":\"memory\"}";
        client.says("PUB $JS.API.STREAM.CREATE." + name + " created " + body.length() + "\r\n" + body + "\r\n");
        String created = hears();
        assertTrue(created.contains("\"did_create\":true"), created);
    }

    private String hears() {
        broker.settles();
        return client.hears();
    }

    private String passes() {
        broker.passes(1);
        return client.hears();
    }

    private long messages() {
        client.says("PUB $JS.API.STREAM.INFO.S info 0\r\n\r\n");
        String info = hears();
        return Long.parseLong(info.replaceAll("(?s).*\"state\":\\{\"messages\":(\\d+),.*", "$1"));
    }

    @Test
    void othersAreServedBetweenTwoPortionsOfIt() {
        client.says(PURGE + "PUB t stored 1\r\nx\r\nPUB s.a stored 4\r\nlate\r\n");
        String first = hears();
        assertTrue(first.contains("{\"stream\":\"T\",\"seq\":1}"), first);
        assertTrue(first.contains("{\"stream\":\"S\",\"seq\":" + (MESSAGES + 2) + "}"), first);
        assertFalse(first.contains("MSG purged"), first);
        assertEquals(2 + MESSAGES - GradualPurge.PORTION, messages());

        assertFalse(passes().contains("MSG purged"));
        String last = passes();

        assertTrue(last.contains("\"success\":true,\"purged\":" + MESSAGES + "}"), last);
        assertEquals(2, messages(), "what does not match, and what came later, stay");
    }

    @Test
    void itEndsWithTheStream() {
        client.says(PURGE + "PUB $JS.API.STREAM.DELETE.S deleted 0\r\n\r\n");
        String deleted = hears();
        assertTrue(deleted.contains("MSG deleted") && deleted.contains("\"success\":true"), deleted);
        create("S", "s.*");

        String answer = passes();

        assertTrue(answer.contains("MSG purged") && answer.contains("stream not found"), answer);
        assertEquals(0, messages());
    }
}
