package io.natterjack.domain.jetstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams and consumers as clients meet them, byte by byte, on one lane.
final class StreamConversationTest {
    private final TestBroker broker = TestBroker.withStreams();
    private final TestClient client = broker.client();

    private String asks(String subject, String body) {
        client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\nUNSUB 9 1\r\n");
        broker.settles();
        return client.hears();
    }

    @Test
    void publishesIntoStream() {
        String created =
                asks("$JS.API.STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"storage\":\"memory\"}");
        assertTrue(created.contains("\"did_create\":true"), created);

        String ack = asks("s.1", "hello");

        assertEquals("MSG _R 9 22\r\n{\"stream\":\"S\",\"seq\":1}\r\n", ack);
    }

    @Test
    void refusesUnknownStream() {
        String answer = asks("$JS.API.STREAM.INFO.NOPE", "");

        assertTrue(
                answer.endsWith("{\"type\":\"io.nats.jetstream.api.v1.stream_info_response\",\"error\":{\"code\":404,"
                        + "\"err_code\":10059,\"description\":\"stream not found\"},"
                        + "\"total\":0,\"offset\":0,\"limit\":0}\r\n"),
                answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " {\n} "})
    void takesObjectWithoutFieldsForNothing(String nothing) {
        String answer = asks("$JS.API.STREAM.DELETE.NOPE", nothing);

        assertTrue(answer.contains("\"err_code\":10059"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "{", "{}}", "null", "{\"a\":1}"})
    void refusesBodyWhereNothingIsAsked(String something) {
        String answer = asks("$JS.API.STREAM.DELETE.NOPE", something);

        assertTrue(answer.contains("\"err_code\":10038"), answer);
    }

    /// Only a stream says who leads it where there is one server.
    @Test
    void tellsSameOfConsumerWhenMadeAndWhenAsked() {
        asks("$JS.API.STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"storage\":\"memory\"}");
        String made = asks(
                "$JS.API.CONSUMER.CREATE.S.C",
                "{\"stream_name\":\"S\",\"config\":{\"name\":\"C\",\"ack_policy\":\"explicit\"}}");

        String asked = asks("$JS.API.CONSUMER.INFO.S.C", "");

        assertEquals(
                made.substring(made.indexOf("\"stream_name\"")), asked.substring(asked.indexOf("\"stream_name\"")));
    }

    @Test
    void aNameThatNobodyHasAskedForIsNotConfigured() {
        asks("$JS.API.STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"]}");
        String made =
                asks("$JS.API.CONSUMER.CREATE.S", "{\"stream_name\":\"S\",\"config\":{\"ack_policy\":\"explicit\"}}");
        assertTrue(made.contains("\"config\":{\"deliver_policy\":\"all\""), made);
        String name = made.replaceAll("(?s).*\"stream_name\":\"S\",\"name\":\"(\\w{8})\".*", "$1");

        TestBroker again = broker.restarts();
        again.settles();
        TestClient other = again.client();
        other.says("SUB _R 9\r\nPUB $JS.API.CONSUMER.INFO.S." + name + " _R 0\r\n\r\n");
        again.settles();
        String info = other.hears();
        assertTrue(info.contains("\"name\":\"" + name + "\""), info);
        assertTrue(info.contains("\"config\":{\"deliver_policy\":\"all\""), info);
    }

    @Test
    void deliversToPuller() {
        asks("$JS.API.STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"storage\":\"memory\"}");
        asks("s.1", "hello");
        String consumer = asks(
                "$JS.API.CONSUMER.CREATE.S.C",
                "{\"stream_name\":\"S\",\"config\":{\"durable_name\":\"C\",\"name\":\"C\","
                        + "\"ack_policy\":\"explicit\"}}");
        assertTrue(consumer.contains("\"num_pending\":1"), consumer);

        String message = asks("$JS.API.CONSUMER.MSG.NEXT.S.C", "1");

        assertTrue(message.startsWith("MSG s.1 9 $JS.ACK.S.C.1.1.1."), message);
        assertTrue(message.endsWith(".0 5\r\nhello\r\n"), message);
    }
}
