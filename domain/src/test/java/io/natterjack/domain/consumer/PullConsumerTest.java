package io.natterjack.domain.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.ConsumerConfigBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PullConsumerTest {
    private final Stage stage = new Stage();

    private static ConsumerConfigBuilder explicit(ConsumerConfigBuilder consumer) {
        return consumer.acks(a -> a.withPolicy(AckPolicy.EXPLICIT)
                .withWaitNanos(Duration.ofSeconds(30).toNanos())
                .withDeliverMax(-1)
                .withPendingMax(1000));
    }

    @Test
    void aBatchGetsWhatIsThere() {
        stage.store(5);
        stage.consumer(PullConsumerTest::explicit);
        stage.listen("i");
        stage.pull("i", "3");
        List<Stage.Received> got = stage.take("i");
        assertEquals("[s.a 1 m1, s.a 2 m2, s.a 3 m3]", got.toString());
        assertEquals(
                "$JS.ACK.S.C.1.2.2." + Stage.START_NANOS / 10_000_000_000L,
                got.get(1).reply().substring(0, "$JS.ACK.S.C.1.2.2.".length() + 9));
        assertEquals(3, got.get(1).pending());
        assertEquals(2, got.get(2).pending());
    }

    @Test
    void aWaitingRequestGetsWhatComes() {
        stage.consumer(PullConsumerTest::explicit);
        stage.listen("i");
        stage.pull("i", "{\"batch\":2,\"expires\":1000000000}");
        assertEquals(1, stage.consumer().info().waiting());
        stage.store(1);
        stage.pass();
        assertEquals(List.of("s.a 1 m1"), stage.texts("i"));
        stage.advanceMillis(1001);
        assertEquals(
                List.of("408 Request Timeout | Nats-Pending-Messages: 1 | Nats-Pending-Bytes: 0"), stage.texts("i"));
        assertEquals(0, stage.consumer().info().waiting());
    }

    @Test
    void whoDoesNotWaitIsToldThatThereIsNothing() {
        stage.consumer(PullConsumerTest::explicit);
        stage.listen("i");
        stage.pull("i", "{\"batch\":2,\"no_wait\":true}");
        assertEquals(List.of("404 No Messages"), stage.texts("i"));
        stage.store(1);
        stage.pull("i", "{\"batch\":2,\"no_wait\":true}");
        assertEquals(List.of("s.a 1 m1", "404 No Messages"), stage.texts("i"));
        stage.pull("i", "{\"batch\":2,\"no_wait\":true,\"expires\":1000000000}");
        assertEquals(List.of(), stage.texts("i"));
        stage.store(1);
        stage.pass();
        assertEquals(List.of("s.a 2 m2", "404 No Messages"), stage.texts("i"));
    }

    @Test
    void bytesEndABatch() {
        stage.store("s.a", "x".repeat(500));
        stage.store("s.a", "x".repeat(500));
        stage.store("s.a", "x".repeat(5000));
        stage.consumer(PullConsumerTest::explicit);
        stage.listen("i");
        stage.pull("i", "{\"batch\":2,\"max_bytes\":2000}");
        List<String> got = stage.texts("i");
        assertEquals(3, got.size());
        assertTrue(
                got.get(2).startsWith("409 Batch Completed | Nats-Pending-Messages: 0 | Nats-Pending-Bytes: "),
                got.get(2));
        stage.pull("i", "{\"batch\":2,\"max_bytes\":2000}");
        assertEquals(
                List.of("409 Message Size Exceeds MaxBytes | Nats-Pending-Messages: 2 | Nats-Pending-Bytes: 2000"),
                stage.texts("i"));
    }

    @Test
    void requestsTakeTurns() {
        stage.consumer(PullConsumerTest::explicit);
        stage.listen("a");
        stage.listen("b");
        stage.pull("a", "2");
        stage.pull("b", "2");
        stage.store(4);
        stage.pass();
        assertEquals(List.of("s.a 1 m1", "s.a 3 m3"), stage.texts("a"));
        assertEquals(List.of("s.a 2 m2", "s.a 4 m4"), stage.texts("b"));
    }

    @Test
    void aDesertedRequestLosesNothing() {
        stage.consumer(PullConsumerTest::explicit);
        stage.listen("a");
        stage.listen("b");
        stage.pull("a", "2");
        stage.pull("b", "2");
        stage.leave("a");
        stage.store(2);
        stage.pass();
        assertEquals(List.of("s.a 1 m1", "s.a 2 m2"), stage.texts("b"));
        assertEquals(2, stage.consumer().info().delivered().consumerSequence());
    }

    @Test
    void heartbeatsTellThatTheServerIsThere() {
        stage.store(1);
        stage.consumer(PullConsumerTest::explicit);
        stage.listen("i");
        stage.pull("i", "{\"batch\":2,\"expires\":10000000000,\"idle_heartbeat\":1000000000}");
        stage.texts("i");
        stage.advanceMillis(2100);
        assertEquals(
                List.of(
                        "100 Idle Heartbeat | Nats-Last-Consumer: 1 | Nats-Last-Stream: 1",
                        "100 Idle Heartbeat | Nats-Last-Consumer: 1 | Nats-Last-Stream: 1"),
                stage.texts("i"));
    }

    @Test
    void limitsOfRequestsAreTold() {
        stage.consumer(c -> explicit(c)
                .pull(p -> p.withWaitingMax(1)
                        .withBatchMax(10)
                        .withExpiresNanosMax(1_500_000_000L)
                        .withBytesMax(100)));
        stage.listen("i");
        stage.pull("i", "11");
        stage.pull("i", "{\"batch\":1,\"expires\":2000000000}");
        stage.pull("i", "{\"batch\":1,\"max_bytes\":101}");
        stage.pull("i", "{\"batch\":1,\"expires\":1000000000,\"idle_heartbeat\":600000000}");
        stage.pull("i", "{\"batch\":1");
        stage.pull("i", "{\"batch\":1,\"min_pending\":1}");
        stage.pull("i", "{\"batch\":1,\"id\":\"x\"}");
        stage.pull("i", "{\"batch\":1,\"priority\":10}");
        assertEquals(
                List.of(
                        "409 Exceeded MaxRequestBatch of 10",
                        "409 Exceeded MaxRequestExpires of 1.5s",
                        "409 Exceeded MaxRequestMaxBytes of 100",
                        "400 Bad Request - heartbeat value too large",
                        "400 Bad Request - unexpected end of JSON input",
                        "400 Bad Request - Not a Overflow Priority consumer",
                        "400 Bad Request - Not a Pinned Client Priority consumer",
                        "400 Bad Request - Priority must be between 0 and 9"),
                stage.texts("i"));
        stage.pull("i", "");
        stage.pull("i", "");
        assertEquals(List.of("409 Exceeded MaxWaiting"), stage.texts("i"));
        stage.pull("i", "{\"batch\":1,\"expires\":1000000000,\"idle_heartbeat\":100000000}");
        assertEquals(List.of(), stage.texts("i"));
    }

    @Test
    void waitingRequestsHearOfTheEnd() {
        stage.consumer(PullConsumerTest::explicit);
        stage.listen("i");
        stage.pull("i", "2");
        stage.consumer().delete();
        assertEquals(List.of("409 Consumer Deleted"), stage.texts("i"));
    }

    @Test
    void nothingNewIsDeliveredWhileTooMuchIsUnacknowledged() {
        stage.store(5);
        stage.consumer(c -> explicit(c).acks(a -> a.withPendingMax(2)));
        stage.listen("i");
        stage.pull("i", "{\"batch\":5,\"no_wait\":true}");
        List<Stage.Received> got = stage.take("i");
        assertEquals(2, got.size());
        stage.ack(got.get(1), "+ACK");
        assertEquals(List.of("s.a 3 m3"), stage.texts("i"));
        ConsumerInfo info = stage.consumer().info();
        assertEquals(2, info.ackPending());
        assertEquals(new ConsumerInfo.Mark(0, 0, Stage.START_NANOS), info.ackFloor());
        assertEquals(2, info.pending());
    }

    @Test
    void nobodyLeftForTooLongEndsIt() {
        stage.consumer(c -> explicit(c.durable("")).inactiveThresholdNanos(2_000_000_000L));
        stage.listen("i");
        stage.pull("i", "{\"batch\":1,\"expires\":10000000000}");
        stage.advanceMillis(9_000);
        assertTrue(!stage.inactive());
        stage.advanceMillis(4_200);
        assertTrue(stage.inactive());
    }
}
