package io.natterjack.domain.jetstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import org.junit.jupiter.api.Test;

/// What clients meet while their streams are being opened.
final class RecoveryConversationTest {
    private TestBroker broker = TestBroker.withStreams();
    private TestClient client = broker.client();

    private void says(String subject, String body) {
        client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\nUNSUB 9 1\r\n");
    }

    private String asks(String subject, String body) {
        says(subject, body);
        broker.settles();
        return client.hears();
    }

    private void restarts() {
        broker = broker.restarts();
        client = broker.client();
    }

    private void makesStream() {
        asks("$JS.API.STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"allow_direct\":true}");
        asks("s.1", "one");
    }

    @Test
    void whatIsPublishedWaitsForItsStream() {
        makesStream();
        restarts();

        says("s.2", "two");
        assertEquals("", client.hears());

        broker.settles();
        assertEquals("MSG _R 9 22\r\n{\"stream\":\"S\",\"seq\":2}\r\n", client.hears());
        assertTrue(asks("s.3", "three").contains("\"seq\":3}"));
    }

    @Test
    void subjectsOfNobodyHaveNoResponders() {
        makesStream();
        restarts();

        says("other", "");
        assertTrue(client.hears().contains("503"));
    }

    @Test
    void requestsForMessagesWait() {
        makesStream();
        restarts();

        says("$JS.API.DIRECT.GET.S.s.1", "");
        assertEquals("", client.hears());

        broker.settles();
        assertTrue(client.hears().endsWith("one\r\n"));
        assertTrue(asks("$JS.API.DIRECT.GET.NOPE.s.1", "").contains("503"));
    }

    @Test
    void acknowledgementsWait() {
        makesStream();
        asks(
                "$JS.API.CONSUMER.CREATE.S.C",
                "{\"stream_name\":\"S\",\"config\":{\"durable_name\":\"C\",\"ack_policy\":\"explicit\"}}");
        String message = asks("$JS.API.CONSUMER.MSG.NEXT.S.C", "1");
        String ack = message.split(" ", -1)[3];
        restarts();

        says(ack, "");
        broker.settles();

        String info = asks("$JS.API.CONSUMER.INFO.S.C", "");
        assertTrue(info.contains("\"num_ack_pending\":0"), info);
    }
}
