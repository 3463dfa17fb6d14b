package io.natterjack.domain.jetstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What few people send, and a nats-server answers in a way of its own.
final class RareRequestTest {
    private final TestBroker broker = TestBroker.withStreams();
    private final TestClient client = broker.client();

    @BeforeEach
    void makesStream() {
        client.says("CONNECT {\"headers\":true}\r\n");
        asks(
                "$JS.API.STREAM.CREATE.S",
                "{\"name\":\"S\",\"subjects\":[\"s.*\"],\"storage\":\"memory\",\"allow_direct\":true}");
        for (int at = 1; at <= 6; at++) {
            asks("s." + at % 2, "m" + at);
        }
    }

    private String asks(String subject, String body) {
        client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\n");
        broker.settles();
        client.says("UNSUB 9\r\n");
        return client.hears();
    }

    private void consumes(String name, String more) {
        asks(
                "$JS.API.CONSUMER.CREATE.S." + name,
                "{\"stream_name\":\"S\",\"config\":{\"name\":\"" + name + "\",\"ack_policy\":\"explicit\"" + more
                        + "}}");
    }

    private String info(String consumer) {
        return asks("$JS.API.CONSUMER.INFO.S." + consumer, "");
    }

    /// The consumer was given two messages, and waits for none of the six of the stream.
    private void assertAtTheEnd(String consumer) {
        String info = info(consumer);
        for (String place : List.of("delivered", "ack_floor")) {
            String end = "\"" + place + "\":{\"consumer_seq\":2,\"stream_seq\":6,\"last_active\"";
            assertTrue(info.contains(end), info);
        }
    }

    /// Nobody is told, but for those who watch the API.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            STREAM.PURGE.S           |                                                  | "messages":0,
            STREAM.MSG.DELETE.S      | {"seq":2}                                        | "messages":5,
            STREAM.UPDATE.S          | {"name":"S","subjects":["s.*"],"storage":"memory","allow_direct":true,\
                    "max_age":9000000000} | "max_age":9000000000
            STREAM.DELETE.S          |                                                  | "err_code":10059
            CONSUMER.CREATE.S.c      | {"stream_name":"S","config":{"name":"c"}}        | "consumer_count":1
            """)
    void aRequestWithoutReplyIsCarriedOutAllTheSame(String method, @Nullable String body, String then) {
        client.says("SUB $JS.EVENT.ADVISORY.API 8\r\n");
        String request = body == null ? "" : body;

        client.says("PUB $JS.API." + method + " " + request.length() + "\r\n" + request + "\r\n");
        broker.settles();

        String advisory = client.hears();
        assertTrue(advisory.contains("\"subject\":\"$JS.API." + method + "\""), advisory);
        String info = asks("$JS.API.STREAM.INFO.S", "");
        assertTrue(info.contains(then), info);
    }

    @Test
    void aRequestWithoutReplyIsCounted() {
        client.says("PUB $JS.API.STREAM.PURGE.NONE 0\r\n\r\nPUB $JS.API.STREAM.NAMES 0\r\n\r\n");
        broker.settles();

        String info = asks("$JS.API.INFO", "");
        assertTrue(info.contains("\"total\":3,\"errors\":1}"), info);
    }

    @Test
    void aBatchOfLessThanNothingIsNothing() {
        assertTrue(asks("$JS.API.DIRECT.GET.S", "{\"batch\":-1,\"seq\":2}")
                .endsWith("NATS/1.0 204 EOB\r\nNats-Num-Pending: 5\r\nNats-Last-Sequence: 0\r\n\r\n\r\n"));
    }

    @Test
    void aBatchOfLessThanNoBytesIsOneMessage() {
        String answer = asks("$JS.API.DIRECT.GET.S", "{\"batch\":3,\"seq\":2,\"max_bytes\":-1}");

        assertTrue(answer.contains("Nats-Sequence: 2\r\n"), answer);
        assertTrue(answer.endsWith("Nats-Num-Pending: 4\r\nNats-Last-Sequence: 2\r\n\r\n\r\n"), answer);
    }

    @ParameterizedTest
    @CsvSource({"-1,true", "0,true", "5,true", "6,false", "x,false"})
    void aMessageIsReadByWhoWantsNoNewerServer(String level, boolean read) {
        String header = "NATS/1.0\r\nNats-Required-Api-Level: " + level + "\r\n\r\n";
        client.says("SUB _R 9\r\nHPUB $JS.API.DIRECT.GET.S.s.1 _R " + header.length() + " " + header.length() + "\r\n"
                + header + "\r\n");
        broker.settles();
        String answer = client.hears();

        assertEquals(read, answer.contains("Nats-Sequence: 5"), answer);
        assertEquals(!read, answer.contains("NATS/1.0 412 Required Api Level"), answer);
    }

    @ParameterizedTest
    @CsvSource({
        "STREAM.INFO.NO, x, 10185",
        "STREAM.CREATE.NO, x, 10185",
        "STREAM.LEADER.STEPDOWN.S, '', 10010",
        "CONSUMER.CREATE.S, x, 10025",
        "CONSUMER.CREATE.S, {}, 10185",
        "CONSUMER.INFO.S.NO, x, 10038",
        "CONSUMER.INFO.S.NO, '', 10185",
        "CONSUMER.PAUSE.S.NO, x, 10185",
        "CONSUMER.RESET.S.NO, x, 10185"
    })
    void aNewerServerIsWantedBeforeMostElseIsLookedAt(String method, String body, int error) {
        String header = "NATS/1.0\r\nNats-Required-Api-Level: 99\r\n\r\n";
        client.says("SUB _R 9\r\nHPUB $JS.API." + method + " _R " + header.length() + " "
                + (header.length() + body.length()) + "\r\n" + header + body + "\r\n");
        broker.settles();
        String answer = client.hears();

        assertTrue(answer.contains("\"err_code\":" + error + ","), answer);
    }

    @Test
    void aPageOfSubjectsBehindTheLastIsWhereItWasAskedFor() {
        String answer = asks("$JS.API.STREAM.INFO.S", "{\"subjects_filter\":\">\",\"offset\":100}");

        assertTrue(answer.contains("\"total\":2,\"offset\":100,\"limit\":100000"), answer);
    }

    @Test
    void ofReadsAndResetsOnlyThoseAreCountedThatReadNothing() {
        consumes("C", "");
        String before = asks("$JS.API.INFO", "").replaceAll("(?s).*(\"api\":.*)", "$1");
        asks("$JS.API.STREAM.MSG.GET.S", "{\"seq\":1}");
        asks("$JS.API.STREAM.MSG.GET.S", "{\"seq\":100}");
        asks("$JS.API.CONSUMER.RESET.S.C", "");
        asks("$JS.API.CONSUMER.RESET.S.C", "x");

        String after = asks("$JS.API.INFO", "").replaceAll("(?s).*(\"api\":.*)", "$1");

        assertEquals(total(before) + 2, total(after), after);
        assertTrue(after.contains("\"errors\":1"), after);
    }

    private static int total(String api) {
        return Integer.parseInt(api.replaceAll("(?s).*\"total\":(\\d+).*", "$1"));
    }

    @Test
    void whatIsPurgedIsAcknowledged() {
        consumes("ALL", "");
        asks("$JS.API.CONSUMER.MSG.NEXT.S.ALL", "2");

        asks("$JS.API.STREAM.PURGE.S", "");

        assertAtTheEnd("ALL");
    }

    @Test
    void whatIsOpenFromBeforeAChangeOfFiltersOutlivesAPurgeOfOthers() {
        consumes("ONE", ",\"filter_subject\":\"s.0\"");
        asks("$JS.API.CONSUMER.MSG.NEXT.S.ONE", "1");
        consumes("ONE", ",\"filter_subject\":\"s.1\"");

        asks("$JS.API.STREAM.PURGE.S", "{\"filter\":\"s.1\"}");

        assertTrue(info("ONE").contains("\"num_ack_pending\":1"), info("ONE"));
    }

    @Test
    void whereAllThatThereIsMatchesAPurgeEveryConsumerIsAtTheEnd() {
        consumes("ALL", "");
        asks("$JS.API.CONSUMER.MSG.NEXT.S.ALL", "2");

        asks("$JS.API.STREAM.PURGE.S", "{\"filter\":\"s.*\"}");

        assertAtTheEnd("ALL");
    }

    @Test
    void aConsumerOfWhatIsPurgedGoesOnWithWhatIsLeft() {
        consumes("ONE", ",\"filter_subject\":\"s.1\"");
        consumes("ALL", "");
        asks("$JS.API.CONSUMER.MSG.NEXT.S.ONE", "1");
        asks("$JS.API.CONSUMER.MSG.NEXT.S.ALL", "1");

        asks("$JS.API.STREAM.PURGE.S", "{\"filter\":\"s.1\",\"keep\":1}");

        String one = info("ONE");
        assertTrue(one.contains("\"delivered\":{\"consumer_seq\":1,\"stream_seq\":4,"), one);
        assertTrue(one.contains("\"ack_floor\":{\"consumer_seq\":1,\"stream_seq\":4,"), one);
        assertTrue(one.contains("\"num_pending\":1"), one);
        String all = info("ALL");
        assertTrue(all.contains("\"delivered\":{\"consumer_seq\":1,\"stream_seq\":1,"), all);
        assertTrue(asks("$JS.API.CONSUMER.MSG.NEXT.S.ONE", "1").contains("\r\nm5\r\n"));
    }

    @Test
    void aPauseUntilTheBeginningOfTimeIsNone() {
        consumes("C", "");
        String answer = asks("$JS.API.CONSUMER.PAUSE.S.C", "{\"pause_until\":\"0001-01-01T00:00:00Z\"}");

        assertTrue(answer.endsWith("\"paused\":false,\"pause_until\":\"0001-01-01T00:00:00Z\"}\r\n"), answer);
        assertFalse(info("C").contains("pause"), info("C"));
        String past = asks("$JS.API.CONSUMER.PAUSE.S.C", "{\"pause_until\":\"1600-01-01T00:00:00Z\"}");
        assertTrue(past.endsWith("\"paused\":false,\"pause_until\":\"1600-01-01T00:00:00Z\"}\r\n"), past);
    }

    @Test
    void everyChangeOfAPauseIsTold() {
        consumes("C", "");
        client.says("SUB $JS.EVENT.ADVISORY.CONSUMER.PAUSE.> 8\r\n");
        for (String until : new String[] {"2200-01-01T00:00:00Z", "2201-01-01T00:00:00Z", "1990-01-01T00:00:00Z", ""}) {
            String body = until.isEmpty() ? "" : "{\"pause_until\":\"" + until + "\"}";
            String heard = asks("$JS.API.CONSUMER.PAUSE.S.C", body);

            String told = until.isEmpty() ? "0001-01-01T00:00:00Z" : until;
            assertTrue(heard.contains("\"consumer\":\"C\",\"paused\":" + until.startsWith("2")), heard);
            assertTrue(heard.contains("MSG $JS.EVENT.ADVISORY.CONSUMER.PAUSE.S.C 8"), heard);
            assertTrue(heard.contains("\"pause_until\":\"" + told + "\""), heard);
        }
    }
}
