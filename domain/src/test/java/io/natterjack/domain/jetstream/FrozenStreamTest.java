package io.natterjack.domain.jetstream;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.jetstream.report.AccountAnswers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is said of a stream whose storage has failed.
final class FrozenStreamTest {
    private final TestBroker broker = TestBroker.withStreams();
    private final TestClient client = broker.client();

    private String asks(String subject, String body) {
        client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\nUNSUB 9 1\r\n");
        broker.settles();
        return client.hears();
    }

    private AccountStreams account() {
        return requireNonNull(broker.broker().jetStream()).accounts().iterator().next();
    }

    @BeforeEach
    void makesStreamAndConsumer() {
        asks("$JS.API.STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"]}");
        asks("s.1", "one");
        asks(
                "$JS.API.CONSUMER.CREATE.S.C",
                "{\"stream_name\":\"S\",\"config\":{\"durable_name\":\"C\",\"ack_policy\":\"explicit\","
                        + "\"filter_subject\":\"s.9\"}}");
    }

    private void freezes() {
        account()
                .shard()
                .execute(() -> requireNonNull(account().find("S")).stream().frozen("the disk is gone"));
        broker.settles();
    }

    @Test
    void pullersAreToldThatNothingComes() {
        client.says("SUB _P 8\r\nPUB $JS.API.CONSUMER.MSG.NEXT.S.C _P 1\r\n1\r\n");
        broker.settles();
        assertEquals("", client.hears());

        freezes();

        assertTrue(client.hears().contains("503 JetStream System Temporarily Unavailable"));
        assertTrue(asks("$JS.API.CONSUMER.MSG.NEXT.S.C", "1").contains("503 JetStream System Temporarily Unavailable"));
    }

    @Test
    void requestsThatWouldChangeItAreRefusedAndOthersAnswered() {
        freezes();

        String why = "\"err_code\":10077,\"description\":\"stream is frozen: the disk is gone\"";
        assertTrue(asks("$JS.API.STREAM.PURGE.S", "").contains(why));
        assertTrue(asks("$JS.API.STREAM.MSG.DELETE.S", "{\"seq\":1}").contains(why));
        assertTrue(asks("$JS.API.CONSUMER.DELETE.S.C", "").contains(why));
        assertTrue(asks("$JS.API.CONSUMER.PAUSE.S.C", "").contains(why));
        assertTrue(asks("$JS.API.CONSUMER.INFO.S.C", "").contains("\"num_pending\":0"));
        assertTrue(asks("$JS.API.STREAM.MSG.GET.S", "{\"seq\":1}").contains("b25l"));
    }

    @Test
    void theOperatorIsTold() {
        freezes();

        assertEquals(
                "JetStream stream '$G > S' is frozen, and 1 consumers with it: the disk is gone",
                AccountAnswers.problems(account()).getFirst().text());
        assertTrue(broker.logged().toString().contains("'$G > S' is frozen"), broker.logged()::toString);
    }
}
