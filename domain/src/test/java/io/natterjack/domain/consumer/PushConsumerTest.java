package io.natterjack.domain.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.ConsumerConfigBuilder;
import io.natterjack.domain.consumer.config.DeliverPolicy;
import io.natterjack.domain.consumer.config.ReplayPolicy;
import io.natterjack.domain.consumer.config.StartAt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PushConsumerTest {
    private final Stage stage = new Stage();

    private static ConsumerConfigBuilder push(ConsumerConfigBuilder consumer) {
        return consumer.push(p -> p.withDeliverSubject("d")).acks(a -> a.withDeliverMax(-1));
    }

    @Test
    void everythingIsDeliveredAsSoonAsSomebodyListens() {
        stage.store(2);
        stage.consumer(PushConsumerTest::push);
        assertFalse(stage.consumer().info().pushBound());
        stage.listen("d");
        stage.store(1);
        stage.pass();
        assertEquals(List.of("s.a 1 m1", "s.a 2 m2", "s.a 3 m3"), stage.texts("d"));
        ConsumerInfo info = stage.consumer().info();
        assertTrue(info.pushBound());
        assertEquals(new ConsumerInfo.Mark(3, 3, Stage.START_NANOS), info.delivered());
        assertEquals(3, info.ackFloor().streamSequence());
        assertEquals(0, info.pending());
    }

    @Test
    void whatNobodyTookIsDeliveredLater() {
        stage.consumer(PushConsumerTest::push);
        stage.listen("d");
        stage.leave("d");
        stage.store(2);
        stage.pass();
        assertEquals(2, stage.consumer().info().pending());
        stage.listen("d");
        assertEquals(List.of("s.a 1 m1", "s.a 2 m2"), stage.texts("d"));
    }

    @Test
    void aPullIsRefused() {
        stage.consumer(PushConsumerTest::push);
        stage.listen("i");
        stage.pull("i", "1");
        assertEquals(List.of("409 Consumer is push based"), stage.texts("i"));
    }

    @ParameterizedTest
    @CsvSource({"ALL,1 2 3 4", "LAST,4", "NEW,''", "LAST_PER_SUBJECT,3 4"})
    void itStartsWhereItIsToldTo(DeliverPolicy policy, String sequences) {
        stage.store("s.a", "");
        stage.store("s.b", "");
        stage.store("s.a", "");
        stage.store("s.b", "");
        stage.consumer(c -> push(c).filterSubject("s.>").start(StartAt.of(policy)));
        assertEquals(
                sequences.isEmpty() ? 0 : sequences.split(" ").length,
                stage.consumer().info().pending());
        stage.listen("d");
        assertEquals(sequences, sequences(stage.take("d")));
        stage.store("s.a", "");
        stage.store("s.a", "");
        stage.pass();
        assertEquals("5 6", sequences(stage.take("d")));
    }

    @Test
    void itStartsAtASequenceOrATime() {
        stage.store(2);
        stage.advanceMillis(1000);
        stage.store(2);
        stage.listen("d");
        stage.consumer(c -> push(c).start(StartAt.sequence(2)));
        assertEquals("2 3 4", sequences(stage.take("d")));
        stage.consumer(c -> push(c).start(StartAt.time(Instant.ofEpochSecond(0, Stage.START_NANOS + 500_000_000))));
        assertEquals("3 4", sequences(stage.take("d")));
        stage.consumer(c -> push(c).start(StartAt.sequence(6)));
        stage.store(3);
        stage.pass();
        assertTrue(sequences(stage.take("d")).endsWith("6 7"));
    }

    private static String sequences(List<Stage.Received> received) {
        return String.join(
                " ", received.stream().map(each -> "" + each.sequence()).toList());
    }

    @Test
    void onlyWhatMatchesIsDelivered() {
        stage.store("s.a", "");
        stage.store("s.b.c", "");
        stage.store("s.c", "");
        stage.listen("d");
        stage.consumer(c -> push(c).filterSubjects("s.a", "s.b.*"));
        stage.store("s.b.x", "");
        stage.pass();
        assertEquals("1 2 4", sequences(stage.take("d")));
    }

    @Test
    void headersOnlyTellTheSize() {
        stage.store("s.a", "12345");
        stage.store("s.a", "A: b", "123");
        stage.listen("d");
        stage.consumer(c -> push(c).headersOnly(true));
        List<Stage.Received> got = stage.take("d");
        assertEquals("NATS/1.0\r\nNats-Msg-Size: 5\r\n\r\n", got.get(0).headers());
        assertEquals("NATS/1.0\r\nA: b\r\nNats-Msg-Size: 3\r\n\r\n", got.get(1).headers());
        assertEquals("", got.get(1).body());
    }

    @Test
    void silenceIsBroken() {
        stage.listen("d");
        stage.store(1);
        stage.consumer(c ->
                push(c).push(p -> p.withIdleHeartbeatNanos(Duration.ofSeconds(1).toNanos())));
        stage.texts("d");
        stage.advanceMillis(2500);
        assertEquals(
                List.of(
                        "100 Idle Heartbeat | Nats-Last-Consumer: 1 | Nats-Last-Stream: 1",
                        "100 Idle Heartbeat | Nats-Last-Consumer: 1 | Nats-Last-Stream: 1"),
                stage.texts("d"));
        stage.leave("d");
        stage.advanceMillis(2500);
        assertEquals(List.of(), stage.texts("d"));
    }

    @Test
    void aSlowReceiverIsAskedAndWaitedFor() {
        stage.listen("d");
        stage.consumer(c -> push(c).push(p -> p.withFlowControl(true)
                .withIdleHeartbeatNanos(Duration.ofSeconds(1).toNanos())));
        IntStream.range(0, 60).forEach(_ -> stage.store("s.a", "x".repeat(100_000)));
        stage.pass();
        List<Stage.Received> got = stage.take("d");
        List<Stage.Received> asked =
                got.stream().filter(each -> !each.message()).toList();
        assertEquals(1, asked.size());
        assertEquals("100 FlowControl Request", asked.get(0).toString());
        assertTrue(asked.get(0).reply().matches("\\$JS\\.FC\\.S\\.C\\.\\w{4}"));
        assertEquals(21, got.stream().filter(Stage.Received::message).count());
        stage.advanceMillis(1100);
        assertEquals(
                "100 Idle Heartbeat | Nats-Last-Consumer: 21 | Nats-Last-Stream: 21 | Nats-Consumer-Stalled: "
                        + asked.get(0).reply(),
                stage.texts("d").get(0));
        stage.answer("$JS.FC.S.C.none", "");
        assertEquals(List.of(), stage.texts("d"));
        stage.answer(asked.get(0).reply(), "");
        assertEquals(
                32, stage.take("d").stream().filter(Stage.Received::message).count());
    }

    @Test
    void answersToFlowControlAcknowledge() {
        stage.listen("d");
        stage.consumer(c -> push(c).acks(
                        a -> a.withPolicy(AckPolicy.FLOW_CONTROL).withPendingMax(3))
                .push(p -> p.withFlowControl(true)
                        .withIdleHeartbeatNanos(Duration.ofSeconds(1).toNanos())));
        stage.store(5);
        stage.pass();
        List<Stage.Received> got = stage.take("d");
        assertEquals(4, got.size());
        assertEquals(3, stage.consumer().info().ackPending());
        stage.answer(got.get(3).reply(), "Nats-Last-Consumer: 3\r\nNats-Last-Stream: 3");
        assertEquals(List.of("s.a 4 m4", "s.a 5 m5"), stage.texts("d"));
        assertEquals(3, stage.consumer().info().ackFloor().streamSequence());
    }

    @Test
    void theRateIsKept() {
        stage.listen("d");
        IntStream.range(0, 20).forEach(_ -> stage.store("s.a", "x".repeat(100_000)));
        stage.consumer(c -> push(c).push(p -> p.withRateLimitBps(8_000_000)));
        assertEquals(10, stage.take("d").size(), "the burst");
        stage.advanceMillis(500);
        assertEquals(5, stage.take("d").size(), "one megabyte a second");
    }

    @Test
    void theOriginalPaceIsKept() {
        stage.store(1);
        stage.advanceMillis(300);
        stage.store(1);
        stage.advanceMillis(700);
        stage.store(1);
        stage.listen("d");
        stage.consumer(c -> push(c).replayPolicy(ReplayPolicy.ORIGINAL));
        assertEquals("1", sequences(stage.take("d")));
        stage.advanceMillis(290);
        assertEquals("", sequences(stage.take("d")));
        stage.advanceMillis(20);
        assertEquals("2", sequences(stage.take("d")));
        stage.advanceMillis(700);
        assertEquals("3", sequences(stage.take("d")));
        stage.advanceMillis(100);
        stage.store(1);
        stage.pass();
        assertEquals("4", sequences(stage.take("d")));
    }

    @Test
    void aPauseHoldsEverythingBack() {
        stage.listen("d");
        Instant until = Instant.ofEpochSecond(0, Stage.START_NANOS + 1_000_000_000);
        stage.consumer(PushConsumerTest::push);
        stage.consumer().update(stage.consumer().config().withPauseUntil(until));
        stage.store(1);
        stage.pass();
        assertEquals(List.of(), stage.texts("d"));
        assertEquals(1_000_000_000, stage.consumer().info().pauseRemainingNanos());
        stage.advanceMillis(1001);
        assertEquals(List.of("s.a 1 m1"), stage.texts("d"));
        assertEquals(
                List.of(new ConsumerEvent.Paused(true, until), new ConsumerEvent.Paused(false, until)), stage.events);
    }

    @Test
    void nobodyListeningForTooLongEndsIt() {
        stage.listen("d");
        stage.consumer(c ->
                push(c.durable("")).inactiveThresholdNanos(Duration.ofSeconds(5).toNanos()));
        stage.advance(Duration.ofMinutes(1));
        assertFalse(stage.inactive());
        stage.leave("d");
        stage.advanceMillis(4_900);
        assertFalse(stage.inactive());
        stage.advanceMillis(200);
        assertTrue(stage.inactive());
    }

    @Test
    void aCongestedReceiverGetsABreath() {
        stage.listen("d");
        stage.congest("d");
        stage.store(3);
        stage.consumer(PushConsumerTest::push);
        assertEquals("1", sequences(stage.take("d")));
        stage.advanceMillis(1);
        assertEquals("2", sequences(stage.take("d")));
    }

    @Test
    void itsShareOfAPassIsBounded() {
        stage.listen("d");
        stage.store(10);
        Consumer consumer = stage.consumer(c -> push(c).start(StartAt.of(DeliverPolicy.NEW)));
        consumer.reset(0);
        stage.store(5);
        assertTrue(consumer.work(3));
        assertEquals(3, stage.take("d").size());
        assertFalse(consumer.work(3));
    }
}
