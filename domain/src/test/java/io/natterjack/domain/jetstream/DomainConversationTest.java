package io.natterjack.domain.jetstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import org.junit.jupiter.api.Test;

/// Streams of a server in a domain, as clients meet them who know its name and who do not.
final class DomainConversationTest {
    private final TestBroker broker = TestBroker.withStreamsIn("hub");
    private final TestClient client = broker.client();

    private String asks(String subject, String body) {
        client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\nUNSUB 9 1\r\n");
        broker.settles();
        return client.hears();
    }

    @Test
    void theApiAnswersUnderBothNames() {
        String created =
                asks("$JS.hub.API.STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s\"],\"allow_direct\":true}");
        assertTrue(created.contains("\"did_create\":true"), created);
        assertEquals("MSG _R 9 37\r\n{\"stream\":\"S\",\"domain\":\"hub\",\"seq\":1}\r\n", asks("s", "x"));
        assertTrue(asks("$JS.API.STREAM.INFO.S", "").contains("\"domain\":\"hub\""));
        assertTrue(asks("$JS.hub.API.DIRECT.GET.S.s", "").contains("Nats-Sequence: 1"));
        assertTrue(asks("$JS.hub.API.INFO", "").contains("\"streams\":1"));
    }

    @Test
    void bucketsStandBehindThePrefixAsTheyAre() {
        asks("$JS.API.STREAM.CREATE.KV_b", "{\"name\":\"KV_b\",\"subjects\":[\"$KV.b.>\"]}");

        String ack = asks("$JS.hub.API.$KV.b.key", "value");

        assertTrue(ack.contains("{\"stream\":\"KV_b\",\"domain\":\"hub\",\"seq\":1}"), ack);
    }

    @Test
    void whatIsNoMethodAndOtherDomainsHaveNoResponders() {
        assertTrue(asks("$JS.hub.API.BOGUS", "").contains("503"));
        assertTrue(asks("$JS.other.API.INFO", "").contains("503"));
    }
}
