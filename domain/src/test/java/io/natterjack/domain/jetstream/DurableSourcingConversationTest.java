package io.natterjack.domain.jetstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Streams that are copied through consumers made for that, as operators see both ends of it.
final class DurableSourcingConversationTest {
    private static final long SECOND = 1_000_000_000;

    private TestBroker broker = TestBroker.withStreams();
    private TestClient client = broker.client();

    private String asks(String subject, String body) {
        client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\nUNSUB 9 1\r\n");
        broker.settles();
        return client.hears();
    }

    @BeforeEach
    void makesQueue() {
        asks("$JS.API.STREAM.CREATE.O", "{\"name\":\"O\",\"subjects\":[\"o\"],\"retention\":\"workqueue\"}");
        makesConsumer("C", "flow_control");
        asks("o", "one");
        asks("o", "two");
    }

    private void makesConsumer(String name, String acks) {
        asks(
                "$JS.API.CONSUMER.CREATE.O." + name,
                "{\"stream_name\":\"O\",\"config\":{\"durable_name\":\"" + name + "\",\"deliver_subject\":\"d\","
                        + "\"ack_policy\":\"" + acks + "\"}}");
    }

    private void copies(String consumer) {
        asks(
                "$JS.API.STREAM.CREATE.X",
                "{\"name\":\"X\",\"sources\":[{\"name\":\"O\",\"consumer\":{\"name\":\"" + consumer
                        + "\",\"deliver_subject\":\"d\"}}]}");
    }

    private String messages(String stream) {
        return asks("$JS.API.STREAM.INFO." + stream, "").replaceAll("(?s).*\"messages\":(\\d+).*", "$1");
    }

    /// Of the consumer: delivered, acknowledged, and what is not.
    private String figures() {
        return asks("$JS.API.CONSUMER.INFO.O.C", "")
                .replaceAll(
                        "(?s).*\"delivered\":\\{\"consumer_seq\":(\\d+),\"stream_seq\":(\\d+).*"
                                + "\"ack_floor\":\\{\"consumer_seq\":(\\d+),\"stream_seq\":(\\d+).*"
                                + "\"num_ack_pending\":(\\d+).*\"num_pending\":(\\d+).*",
                        "$1/$2 $3/$4 $5 $6");
    }

    @Test
    void theConsumerIsAcknowledgedWithItsNextSignOfLife() {
        copies("C");
        broker.passes(SECOND / 2);
        assertEquals("2", messages("X"));
        assertEquals("2/2 0/0 2 0", figures());
        assertEquals("2", messages("O"));
        broker.passes(SECOND);
        assertEquals("2/2 2/2 0 0", figures());
        assertEquals("0", messages("O"));
    }

    @Test
    void theConsumerBeginsAgainBehindItsFloorAfterARestart() {
        copies("C");
        broker.passes(2 * SECOND);
        broker = broker.restarts();
        broker.settles();
        client = broker.client();
        asks("o", "three");
        broker.passes(SECOND / 2);
        assertEquals("1/3 0/2 1 0", figures());
        broker.passes(SECOND);
        assertEquals("1/3 1/3 0 0", figures());
        assertEquals("3", messages("X"));
    }

    @Test
    void whatWasConsumedMeanwhileIsNotCopiedAgainAfterARestart() {
        copies("C");
        broker.passes(SECOND / 2);
        assertEquals("2/2 0/0 2 0", figures());
        asks("$JS.API.STREAM.PURGE.X", "");
        broker = broker.restarts();
        broker.settles();
        client = broker.client();
        broker.passes(3 * SECOND);
        assertEquals("0", messages("X"));
        assertEquals("0", messages("O"));
    }

    @Test
    void whoeverListensThereSeesWhatIsCopied() {
        client.says("SUB d 5\r\n");
        copies("C");
        client.says("PUB o 5\r\nthree\r\n");
        broker.passes(2 * SECOND);
        String seen = client.hears();
        assertTrue(seen.contains("MSG o 5 $JS.ACK.O.C.1.3.3."), seen);
        assertTrue(seen.contains("HMSG d 5 $JS.FC.O.C."), seen);
    }

    @Test
    void aConsumerOfAnotherKindIsLeftAlone() {
        asks("$JS.API.CONSUMER.DELETE.O.C", "");
        makesConsumer("C", "explicit");
        client.says("SUB d 5\r\n");
        broker.passes(SECOND);
        copies("C");
        broker.passes(2 * SECOND);
        assertEquals("2/2 0/0 2 0", figures());
        assertTrue(
                asks("$JS.API.STREAM.INFO.X", "").contains("\"error\":{\"code\":400,\"err_code\":10217,"), "not said");
        assertEquals("0", messages("X"));
    }

    @Test
    void theConsumerOutlivesTheCopy() {
        copies("C");
        broker.passes(2 * SECOND);
        asks("$JS.API.STREAM.DELETE.X", "");
        asks("o", "three");
        broker.passes(20 * SECOND);
        String info = asks("$JS.API.CONSUMER.INFO.O.C", "");
        assertFalse(info.contains("push_bound"), info);
        assertEquals("1", messages("O"));
        copies("C");
        broker.passes(2 * SECOND);
        assertEquals("1", messages("X"));
        assertEquals("0", messages("O"));
    }
}
