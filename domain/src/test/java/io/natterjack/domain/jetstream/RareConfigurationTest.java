package io.natterjack.domain.jetstream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What few people ask for, and a nats-server grants.
final class RareConfigurationTest {
    private final TestBroker broker = TestBroker.withStreams();
    private final TestClient client = broker.client();

    private String asks(String subject, String body) {
        client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\nUNSUB 9 1\r\n");
        broker.settles();
        return client.hears();
    }

    private String creates(String more) {
        return asks(
                "$JS.API.STREAM.CREATE.S",
                "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"storage\":\"memory\"" + more + "}");
    }

    private String consumes(String more) {
        return asks(
                "$JS.API.CONSUMER.CREATE.S.C",
                "{\"stream_name\":\"S\",\"config\":{\"name\":\"C\",\"ack_policy\":\"explicit\"," + more + "}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"max_deliver\":4294967301",
                "\"max_waiting\":2147483648",
                "\"max_ack_pending\":9223372036854775807",
                "\"max_batch\":4294967301",
                "\"max_bytes\":4294967301"
            })
    void consumersKeepLimitsAboveTwoToThe31(String limit) {
        creates("");

        assertTrue(consumes(limit).contains(limit), limit);
        assertTrue(asks("$JS.API.CONSUMER.INFO.S.C", "").contains(limit), limit);
    }

    @Test
    void streamsKeepLimitsOfConsumersAboveTwoToThe31() {
        assertTrue(creates(",\"max_consumers\":4294967301").contains("\"max_consumers\":4294967301"));
        String inherited = asks(
                "$JS.API.STREAM.UPDATE.S",
                "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"storage\":\"memory\","
                        + "\"max_consumers\":4294967301,\"consumer_limits\":{\"max_ack_pending\":1099511627776}}");
        assertTrue(inherited.contains("\"consumer_limits\":{\"max_ack_pending\":1099511627776}"), inherited);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"src\":\"s.*\",\"dest\":\"\"}", "{\"src\":\"s.>\"}", "{\"dest\":\"t.>\"}"})
    void aTransformWithoutSourceIsOfAllAndWithoutDestinationChangesNothing(String transform) {
        String made = creates(",\"subject_transform\":" + transform);
        assertTrue(made.contains("\"did_create\":true"), made);
        assertTrue(asks("s.1", "x").contains("\"seq\":1"));

        String subject = asks("$JS.API.STREAM.MSG.GET.S", "{\"seq\":1}");

        String stored = transform.contains("t.>") ? "t.s.1" : "s.1";
        assertTrue(subject.contains("\"subject\":\"" + stored + "\""), subject);
    }

    @Test
    void anEmptyStreamThatWasToldToBeginWithOneSaysSo() {
        assertTrue(creates(",\"first_seq\":1").contains("\"first_seq\":1,\"first_ts\":\"0001-01-01T00:00:00Z\""));
        asks("$JS.API.STREAM.DELETE.S", "");
        assertTrue(creates("").contains("\"first_seq\":0,\"first_ts\":\"0001-01-01T00:00:00Z\""));
    }

    @Test
    void aDurableConsumerThatIsChangedByItsNameAloneStays() {
        creates("");
        consumes("\"durable_name\":\"C\"");

        String changed = consumes("\"description\":\"x\"");

        assertTrue(changed.contains("\"description\":\"x\""), changed);
        assertFalse(changed.contains("inactive_threshold"), changed);
    }

    /// A server copies through such consumers; nobody else is to be bothered with them.
    @Test
    void consumersForCopyingAreNotListed() {
        creates("");
        asks(
                "$JS.API.CONSUMER.CREATE.S.D",
                "{\"stream_name\":\"S\",\"config\":{\"name\":\"D\",\"deliver_subject\":\"d\",\"direct\":true}}");
        consumes("\"max_batch\":1");

        assertTrue(asks("$JS.API.CONSUMER.NAMES.S", "")
                .contains("\"total\":1,\"offset\":0,\"limit\":1024," + "\"consumers\":[\"C\"]"));
        assertFalse(asks("$JS.API.CONSUMER.LIST.S", "").contains("\"name\":\"D\""));
        assertTrue(asks("$JS.API.STREAM.INFO.S", "").contains("\"consumer_count\":1"));
        assertTrue(asks("$JS.API.CONSUMER.INFO.S.D", "").contains("\"direct\":true"));
    }

    @Test
    void anEmptyListOfTagsIsAPlacementAndNothingIsNone() {
        assertTrue(creates(",\"placement\":{\"cluster\":\"\",\"tags\":[]}").contains("\"placement\":{},"));
        String none = asks(
                "$JS.API.STREAM.UPDATE.S",
                "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"storage\":\"memory\",\"placement\":{\"tags\":null}}");
        assertTrue(none.contains("\"num_replicas\":1"), none);
        assertFalse(none.contains("placement"), none);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1",
                "{} | 1",
                "{\"seq\":1} | 0",
                "{\"seq\":2} | 2",
                "{\"keep\":1} | 0",
                "{\"filter\":\"s.a\"} | 0"
            })
    void aStreamThatNeverHadAMessageBeginsWithTheFirstOnceItIsEmptied(String purge, long first) {
        creates("");

        assertTrue(asks("$JS.API.STREAM.PURGE.S", purge).contains("\"purged\":0"));

        String info = asks("$JS.API.STREAM.INFO.S", "");
        assertTrue(info.contains("\"first_seq\":" + first + ","), info);
    }
}
