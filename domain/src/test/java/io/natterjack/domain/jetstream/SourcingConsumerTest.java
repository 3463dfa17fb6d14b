package io.natterjack.domain.jetstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Consumers that another server makes to copy a stream of ours.
final class SourcingConsumerTest {
    private static final Pattern IDENTITY = Pattern.compile("Nats-Stream-Identity: (\\w{8})\r\n");

    private final TestBroker broker = TestBroker.withStreams();
    private final TestClient client = broker.client();

    @BeforeEach
    void makesStreams() {
        client.says("CONNECT {\"headers\":true}\r\n");
        asks("$JS.API.STREAM.CREATE.S", "", "{\"name\":\"S\",\"subjects\":[\"s\"],\"storage\":\"memory\"}");
        asks(
                "$JS.API.STREAM.CREATE.Q",
                "",
                "{\"name\":\"Q\",\"subjects\":[\"q\"],\"storage\":\"memory\",\"retention\":\"workqueue\"}");
    }

    /// @param header · one line; empty for none
    private String asks(String subject, String header, String body) {
        String block = header.isEmpty() ? "" : "NATS/1.0\r\n" + header + "\r\n\r\n";
        String publish = block.isEmpty()
                ? "PUB " + subject + " _R " + body.length()
                : "HPUB " + subject + " _R " + block.length() + " " + (block.length() + body.length());
        client.says("SUB _R 9\r\n" + publish + "\r\n" + block + body + "\r\nUNSUB 9 1\r\n");
        broker.settles();
        return client.hears();
    }

    private String creates(String stream, String header) {
        return asks(
                "$JS.API.CONSUMER.CREATE." + stream + ".COPY",
                header,
                "{\"stream_name\":\"" + stream + "\",\"config\":{\"name\":\"COPY\",\"deliver_subject\":\"d\","
                        + "\"ack_policy\":\"none\",\"direct\":true,\"sourcing\":true,\"flow_control\":true,"
                        + "\"idle_heartbeat\":1000000000}}");
    }

    @Test
    void hearWhichStreamOfItsNameItIs() {
        Matcher first = IDENTITY.matcher(creates("S", ""));
        assertTrue(first.find());
        String identity = first.group(1);

        assertTrue(creates("S", "Nats-Stream-Identity: " + identity).contains("\"stream_seq\":0"));
        String refused = creates("S", "Nats-Stream-Identity: OTHER678");

        assertTrue(
                refused.contains("\"err_code\":10225,\"description\":\"consumer's stream identity does not match: "
                        + identity + "\""),
                refused);
    }

    @Test
    void areEachAnotherOneWhereNothingIsAcknowledged() {
        String once = creates("S", "");
        String again = creates("S", "");

        assertTrue(once.matches("(?s).*\"name\":\"COPY-\\w{8}\".*"), once);
        assertTrue(again.matches("(?s).*\"name\":\"COPY-\\w{8}\".*"), again);
        assertTrue(asks("$JS.API.CONSUMER.INFO.S." + name(once), "", "").contains("\"direct\":true"), once);
        assertTrue(asks("$JS.API.CONSUMER.INFO.S." + name(again), "", "").contains("\"direct\":true"), again);
    }

    private static String name(String created) {
        return created.replaceAll("(?s).*\"name\":\"(COPY-\\w{8})\".*", "$1");
    }

    @Test
    void areTheSameWhereMessagesWaitForIt() {
        String once = creates("Q", "");

        assertTrue(once.contains("\"durable_name\":\"COPY\""), once);
        assertTrue(once.contains("\"ack_policy\":\"flow_control\""), once);
        assertEquals(
                once.replaceAll("\"(ts|created)\":\"[^\"]*\"", ""),
                creates("Q", "").replaceAll("\"(ts|created)\":\"[^\"]*\"", ""));
    }
}
