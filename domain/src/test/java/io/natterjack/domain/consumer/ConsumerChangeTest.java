package io.natterjack.domain.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.ConsumerConfigBuilder;
import io.natterjack.domain.consumer.config.DeliverPolicy;
import io.natterjack.domain.consumer.config.StartAt;
import io.natterjack.domain.stream.config.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Updates, resets and the end of a consumer.
final class ConsumerChangeTest {
    private final Stage stage = new Stage();

    private static ConsumerConfigBuilder explicit(ConsumerConfigBuilder consumer) {
        return consumer.acks(a -> a.withPolicy(AckPolicy.EXPLICIT)
                .withWaitNanos(Duration.ofSeconds(1).toNanos())
                .withDeliverMax(-1)
                .withPendingMax(1000));
    }

    private List<String> pull(int batch) {
        stage.listen("i");
        stage.pull("i", "{\"no_wait\":true,\"batch\":" + batch + "}");
        return stage.texts("i");
    }

    @Test
    void aResetGoesBackToWhatIsNotAcknowledged() {
        stage.store(5);
        stage.consumer(ConsumerChangeTest::explicit);
        stage.listen("i");
        stage.pull("i", "3");
        stage.ack(stage.take("i").get(0), "+ACK");
        assertEquals(2, stage.consumer().reset(0));
        assertEquals(4, stage.consumer().info().pending());
        assertEquals(new ConsumerInfo.Mark(0, 1, 0), stage.consumer().info().delivered());
        assertEquals(List.of("s.a 2 m2"), pull(1));
        assertEquals(4, stage.consumer().reset(4));
        assertEquals(List.of("s.a 4 m4"), pull(1));
    }

    @Test
    void aResetMayNotPassTheStart() {
        stage.store(5);
        stage.consumer(c -> explicit(c).start(StartAt.sequence(3)));
        assertEquals(
                "below start seq",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> stage.consumer().reset(2))
                        .getMessage());
        stage.consumer(c -> explicit(c).start(StartAt.of(DeliverPolicy.NEW)));
        assertEquals(
                "not allowed",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> stage.consumer().reset(2))
                        .getMessage());
    }

    @Test
    void otherFiltersCountAnew() {
        stage.store("s.a", "1");
        stage.store("s.b", "2");
        stage.store("s.b", "3");
        stage.consumer(c -> explicit(c).filterSubject("s.a"));
        assertEquals(1, stage.consumer().info().pending());
        stage.consumer().update(stage.consumer().config().with(c -> c.filterSubject("s.b")));
        assertEquals(2, stage.consumer().info().pending());
        assertEquals(List.of("s.b 2 2", "s.b 3 3", "404 No Messages"), pull(3));
    }

    @Test
    void aShorterWaitHoldsForWhatIsOpen() {
        stage.store(1);
        stage.consumer(c ->
                explicit(c).acks(a -> a.withWaitNanos(Duration.ofSeconds(60).toNanos())));
        pull(1);
        stage.pull("i", "1");
        stage.consumer().update(stage.consumer().config().with(c -> c.acks(a -> a.withWaitNanos(2_000_000_000L))));
        stage.advanceMillis(2010);
        assertEquals(1, stage.take("i").size());
    }

    @Test
    void anotherReceiverGetsWhatTheFirstHasNotAcknowledged() {
        stage.listen("d");
        stage.store(2);
        stage.consumer(c -> explicit(c).push(p -> p.withDeliverSubject("d")));
        stage.ack(stage.take("d").get(0), "+ACK");
        stage.listen("e");
        stage.consumer().update(stage.consumer().config().with(c -> c.push(p -> p.withDeliverSubject("e"))));
        stage.pass();
        assertEquals(List.of("s.a 2 m2"), stage.texts("e"));
    }

    @Test
    void whatWasOfInterestToOneGoesWithIt() {
        Stage interest = new Stage(1, s -> s.retention(RetentionPolicy.INTEREST));
        interest.consumer(c -> explicit(c).filterSubject("s.a"));
        interest.store("s.a", "");
        interest.store("s.a", "");
        interest.listen("i");
        interest.pull("i", "1");
        interest.ack(interest.take("i").get(0), "+ACK");
        assertEquals(1, interest.stream().state().messages());
        interest.consumer().delete();
        assertEquals(0, interest.stream().state().messages());
    }

    @Test
    void lastMessagesOfSubjectsAreStillTheFirstAfterARestart() {
        for (int i = 0; i < 3; i++) {
            stage.store("s.a", "");
            stage.store("s.b", "");
            stage.store("s.c", "");
        }
        stage.consumer(c -> explicit(c).filterSubject("s.>").start(StartAt.of(DeliverPolicy.LAST_PER_SUBJECT)));
        assertEquals(3, stage.consumer().info().pending());
        assertEquals(List.of("s.a 7"), pull(1));
        stage.store("s.b", "");
        stage.restart(true);
        assertEquals(2, stage.consumer().info().pending());
        assertEquals(List.of("s.c 9", "s.b 10", "404 No Messages"), pull(3));
    }
}
