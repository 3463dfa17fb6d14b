package io.natterjack.domain.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.ConsumerConfigBuilder;
import io.natterjack.domain.stream.config.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcknowledgementTest {
    private final Stage stage = new Stage();

    private static ConsumerConfigBuilder explicit(ConsumerConfigBuilder consumer) {
        return consumer.acks(a -> a.withPolicy(AckPolicy.EXPLICIT)
                .withWaitNanos(Duration.ofSeconds(1).toNanos())
                .withDeliverMax(-1)
                .withPendingMax(1000));
    }

    private List<Stage.Received> fetch(int count) {
        stage.listen("i");
        stage.pull("i", "" + count);
        return stage.take("i");
    }

    @Test
    void theFloorFollowsTheFirstThatIsOpen() {
        stage.store(4);
        stage.consumer(AcknowledgementTest::explicit);
        List<Stage.Received> got = fetch(4);
        stage.ack(got.get(1), "");
        assertEquals(0, stage.consumer().info().ackFloor().consumerSequence());
        stage.ack(got.get(0), "+ACK");
        assertEquals(
                new ConsumerInfo.Mark(2, 2, Stage.START_NANOS),
                stage.consumer().info().ackFloor());
        stage.ack(got.get(3), "+OK");
        stage.ack(got.get(2), "+ACK");
        assertEquals(
                new ConsumerInfo.Mark(4, 4, Stage.START_NANOS),
                stage.consumer().info().ackFloor());
        assertEquals(0, stage.consumer().info().ackPending());
    }

    @Test
    void oneSettlesAllBeforeIt() {
        stage.store(4);
        stage.consumer(c -> explicit(c).acks(a -> a.withPolicy(AckPolicy.ALL)));
        List<Stage.Received> got = fetch(4);
        stage.ack(got.get(2), "+ACK");
        assertEquals(1, stage.consumer().info().ackPending());
        assertEquals(
                new ConsumerInfo.Mark(3, 3, Stage.START_NANOS),
                stage.consumer().info().ackFloor());
    }

    @Test
    void whatIsNotAcknowledgedComesAgain() {
        stage.store(2);
        stage.consumer(AcknowledgementTest::explicit);
        List<Stage.Received> got = fetch(2);
        stage.ack(got.get(0), "+ACK");
        stage.pull("i", "1");
        stage.advanceMillis(990);
        assertEquals(List.of(), stage.take("i"));
        stage.advanceMillis(20);
        Stage.Received again = stage.take("i").get(0);
        assertEquals(2, again.sequence());
        assertEquals(2, again.deliveries());
        assertEquals(3, again.number());
        assertEquals(1, stage.consumer().info().redelivered());
        stage.ack(again, "+ACK");
        assertEquals(0, stage.consumer().info().redelivered());
        assertEquals(3, stage.consumer().info().ackFloor().consumerSequence());
    }

    @Test
    void whatComesAgainKeepsItsOrder() {
        stage.store(3);
        stage.consumer(AcknowledgementTest::explicit);
        fetch(3);
        stage.pull("i", "9");
        for (int round = 0; round < 3; round++) {
            stage.advanceMillis(1005);
            assertEquals(List.of("s.a 1 m1", "s.a 2 m2", "s.a 3 m3"), stage.texts("i"));
        }
    }

    @Test
    void whoIsStillAtItGetsMoreTime() {
        stage.store(1);
        stage.consumer(AcknowledgementTest::explicit);
        Stage.Received got = fetch(1).get(0);
        stage.pull("i", "1");
        stage.advanceMillis(900);
        stage.ack(got, "+WPI");
        stage.advanceMillis(900);
        assertEquals(List.of(), stage.take("i"));
        stage.advanceMillis(200);
        assertEquals(1, stage.take("i").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-NAK {\"delay\": 5000000000}", "-NAK 5s"})
    void aRefusedMessageComesAgainAfterItsDelay(String nak) {
        stage.store(1);
        stage.consumer(AcknowledgementTest::explicit);
        Stage.Received got = fetch(1).get(0);
        stage.pull("i", "1");
        stage.ack(got, nak);
        assertEquals(List.of(new ConsumerEvent.Naked(1, 1, 1)), stage.events);
        stage.advanceMillis(4900);
        assertEquals(List.of(), stage.take("i"));
        stage.advanceMillis(200);
        assertEquals(1, stage.take("i").size());
    }

    @Test
    void aRefusedMessageComesAgainAtOnceWithoutADelay() {
        stage.store(1);
        stage.consumer(AcknowledgementTest::explicit);
        Stage.Received got = fetch(1).get(0);
        stage.pull("i", "1");
        stage.ack(got, "-NAK");
        assertEquals(1, stage.take("i").size());
    }

    @Test
    void waitsGrowAsListed() {
        stage.store(1);
        stage.consumer(c -> explicit(c)
                .acks(a -> a.withBackoffNanos(List.of(
                        Duration.ofSeconds(1).toNanos(), Duration.ofSeconds(3).toNanos()))));
        fetch(1);
        stage.pull("i", "5");
        stage.advanceMillis(1010);
        assertEquals(1, stage.take("i").size());
        stage.advanceMillis(2900);
        assertEquals(0, stage.take("i").size());
        stage.advanceMillis(200);
        assertEquals(1, stage.take("i").size());
        stage.advanceMillis(3010);
        assertEquals(1, stage.take("i").size());
    }

    @Test
    void aTerminatedMessageNeverComesAgain() {
        stage.store(1);
        stage.consumer(AcknowledgementTest::explicit);
        stage.ack(fetch(1).get(0), "+TERM no good ");
        assertEquals(List.of(new ConsumerEvent.Terminated(1, 1, 1, "no good")), stage.events);
        assertEquals(1, stage.consumer().info().ackFloor().streamSequence());
    }

    @Test
    void nothingIsDeliveredMoreOftenThanItMay() {
        stage.store(1);
        stage.consumer(c -> explicit(c).acks(a -> a.withDeliverMax(2)));
        fetch(1);
        stage.pull("i", "5");
        stage.advanceMillis(5000);
        assertEquals(1, stage.take("i").size());
        assertEquals(List.of(new ConsumerEvent.MaxDelivered(1, 2)), stage.events);
        assertEquals(0, stage.consumer().info().ackPending());
        assertEquals(1, stage.consumer().info().redelivered());
    }

    @Test
    void anAcknowledgementCanAskForMore() {
        stage.store(4);
        stage.consumer(AcknowledgementTest::explicit);
        Stage.Received got = fetch(1).get(0);
        stage.ack(got.reply(), "+NXT {\"batch\": 2}", "i");
        assertEquals(List.of("s.a 2 m2", "s.a 3 m3"), stage.texts("i"));
        assertEquals(1, stage.consumer().info().ackFloor().streamSequence());
        assertEquals(List.of(), stage.answers);
    }

    @Test
    void whoAsksIsToldThatItIsSafe() {
        stage.store(1);
        stage.consumer(AcknowledgementTest::explicit);
        Stage.Received got = fetch(1).get(0);
        stage.ack(got.reply(), "+ACK", "r1");
        stage.ack(got.reply(), "+ACK", "r2");
        stage.ack(got.reply(), "+WPI", "r3");
        stage.ack("$JS.ACK.S.C.1.7.7.1.0", "+ACK", "r4");
        assertEquals(List.of("r1", "r2", "r3"), stage.answers);
    }

    @Test
    void samplesAreReported() {
        stage.store(1);
        stage.consumer(c -> explicit(c).acks(a -> a.withSampleFrequency("100%")));
        Stage.Received got = fetch(1).get(0);
        stage.advanceMillis(5);
        stage.ack(got, "+ACK");
        assertEquals(List.of(new ConsumerEvent.Acked(1, 1, 5_000_000, 1)), stage.events);
    }

    @Test
    void aWorkQueueKeepsOnlyWhatIsOpen() {
        Stage queue = new Stage(1, s -> s.retention(RetentionPolicy.WORK_QUEUE));
        queue.store(3);
        queue.consumer(c -> explicit(c).acks(a -> a.withDeliverMax(1)));
        queue.listen("i");
        queue.pull("i", "3");
        List<Stage.Received> got = queue.take("i");
        queue.ack(got.get(1), "+ACK");
        assertEquals(2, queue.stream().state().messages());
        queue.advanceMillis(2000);
        assertEquals(2, queue.stream().state().messages(), "what was given up stays");
        queue.ack(got.get(0), "+ACK");
        assertEquals(1, queue.stream().state().messages());
    }

    @Test
    void whatExpiresUnacknowledgedIsTerminated() {
        Stage aging = new Stage(1, config -> config.limits(limits -> limits.withAgeNanosMax(500_000_000)));
        aging.store(3);
        aging.consumer(AcknowledgementTest::explicit);
        aging.listen("p");
        aging.pull("p", "2");
        aging.ack(aging.take("p").getFirst(), "+ACK");
        aging.advanceMillis(900);
        assertEquals(0, aging.stream().state().messages());
        assertEquals(
                List.of(new ConsumerEvent.Terminated(2, 2, 1, "Unacknowledged message was deleted")), aging.events);
        assertEquals(0, aging.consumer().info().ackPending());
        assertEquals(2, aging.consumer().info().ackFloor().streamSequence());
        assertEquals(2, aging.consumer().info().delivered().streamSequence());
        assertEquals(0, aging.consumer().info().pending());
    }

    @Test
    void whatIsDeletedIsNotWaitedFor() {
        stage.store(3);
        stage.consumer(AcknowledgementTest::explicit);
        fetch(2);
        stage.stream().delete(1, false);
        stage.stream().delete(3, false);
        stage.pass();
        ConsumerInfo info = stage.consumer().info();
        assertEquals(1, info.ackPending());
        assertEquals(0, info.pending());
        assertEquals(1, info.ackFloor().streamSequence());
        assertEquals(
                List.of(new ConsumerEvent.Terminated(1, 1, 1, "Unacknowledged message was deleted")), stage.events);
        stage.stream().purge(io.natterjack.ports.storage.stream.SubjectFilter.ALL, 0, 0);
        assertEquals(0, stage.consumer().info().ackPending());
        assertEquals(3, stage.consumer().info().ackFloor().streamSequence());
    }

    @Test
    void aRestartForgetsNothing() {
        stage.store(5);
        stage.consumer(AcknowledgementTest::explicit);
        List<Stage.Received> got = fetch(3);
        stage.ack(got.get(1), "+ACK");
        ConsumerInfo before = stage.consumer().info();
        stage.restart(true);
        assertEquals(before, stage.consumer().info());
        stage.pull("i", "9");
        assertEquals(List.of("s.a 4 m4", "s.a 5 m5"), stage.texts("i"));
        stage.advanceMillis(1200);
        List<Stage.Received> again = stage.take("i");
        assertEquals(4, again.size());
        assertTrue(again.stream().allMatch(each -> each.deliveries() == 2));
    }
}
