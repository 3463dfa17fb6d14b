package io.natterjack.domain.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.ConsumerConfigBuilder;
import io.natterjack.domain.consumer.config.PriorityPolicy;
import io.natterjack.domain.consumer.config.PriorityRules;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class PriorityGroupTest {
    private final Stage stage = new Stage();

    private static Consumer<ConsumerConfigBuilder> policy(PriorityPolicy policy) {
        return consumer -> consumer.acks(a -> a.withPolicy(AckPolicy.EXPLICIT)
                        .withWaitNanos(Duration.ofSeconds(30).toNanos())
                        .withDeliverMax(-1))
                .priority(new PriorityRules(
                        policy, List.of("g"), Duration.ofSeconds(2).toNanos()));
    }

    private void begin(PriorityPolicy policy) {
        stage.consumer(policy(policy));
        stage.listen("a");
        stage.listen("b");
    }

    @Test
    void aRequestHasToNameItsGroup() {
        begin(PriorityPolicy.OVERFLOW);
        stage.pull("a", "{\"batch\":1}");
        stage.pull("a", "{\"batch\":1,\"group\":\"x\"}");
        assertEquals(
                List.of("400 Bad Request - Priority Group missing", "400 Bad Request - Invalid Priority Group"),
                stage.texts("a"));
    }

    @Test
    void onlyAnOverflowReachesThoseBehindAThreshold() {
        begin(PriorityPolicy.OVERFLOW);
        stage.pull("a", "{\"batch\":9,\"group\":\"g\",\"min_pending\":3}");
        stage.store(1);
        stage.pass();
        assertEquals(List.of(), stage.texts("a"));
        stage.store(3);
        stage.pass();
        assertEquals(List.of("s.a 1 m1", "s.a 2 m2"), stage.texts("a"));
        stage.pull("b", "{\"batch\":1,\"group\":\"g\",\"min_ack_pending\":3}");
        assertEquals(List.of(), stage.texts("b"));
        stage.pull("b", "{\"batch\":1,\"group\":\"g\"}");
        assertEquals(List.of("s.a 3 m3", "s.a 4 m4"), stage.texts("b"));
    }

    @Test
    void theLowestNumberIsServedFirst() {
        begin(PriorityPolicy.PRIORITIZED);
        stage.listen("c");
        stage.pull("a", "{\"batch\":2,\"group\":\"g\",\"priority\":5}");
        stage.pull("b", "{\"batch\":2,\"group\":\"g\",\"priority\":1}");
        stage.pull("c", "{\"batch\":2,\"group\":\"g\",\"priority\":1}");
        stage.store(5);
        stage.pass();
        assertEquals(List.of("s.a 1 m1", "s.a 3 m3"), stage.texts("b"));
        assertEquals(List.of("s.a 2 m2", "s.a 4 m4"), stage.texts("c"));
        assertEquals(List.of("s.a 5 m5"), stage.texts("a"));
    }

    @Test
    void onlyThePinnedClientIsServed() {
        begin(PriorityPolicy.PINNED_CLIENT);
        stage.pull("a", "{\"batch\":1,\"group\":\"g\"}");
        stage.store(1);
        stage.pass();
        String header = stage.take("a").get(0).headers();
        String id = header.replaceAll("(?s)NATS/1.0\r\nNats-Pin-Id: (\\w{22})\r\n\r\n", "$1");
        assertEquals(22, id.length(), header);
        assertEquals(List.of(new ConsumerEvent.Pinned("g", id)), stage.events);
        stage.pull("b", "{\"batch\":1,\"group\":\"g\"}");
        stage.store(1);
        stage.pass();
        assertEquals(List.of(), stage.texts("b"));
        stage.pull("a", "{\"batch\":1,\"group\":\"g\",\"id\":\"other\"}");
        assertEquals(List.of("423 Nats-Pin-Id mismatch"), stage.texts("a"));
        stage.pull("a", "{\"batch\":1,\"group\":\"g\",\"id\":\"" + id + "\"}");
        assertEquals(List.of("s.a 2 m2"), stage.texts("a"));
        ConsumerInfo.Pin pin = stage.consumer().info().pin();
        assertNotNull(pin);
        assertEquals(new ConsumerInfo.Pin("g", id, Stage.START_NANOS), pin);
    }

    @Test
    void theNextClientTakesOverWhenThePinnedOneIsSilent() {
        begin(PriorityPolicy.PINNED_CLIENT);
        stage.pull("a", "{\"batch\":1,\"group\":\"g\"}");
        stage.store(2);
        stage.pass();
        String id = ((ConsumerEvent.Pinned) stage.events.get(0)).id();
        stage.pull("b", "{\"batch\":2,\"group\":\"g\",\"expires\":60000000000}");
        stage.advanceMillis(1900);
        assertEquals(List.of(), stage.texts("b"));
        stage.advanceMillis(200);
        assertEquals(1, stage.take("b").size());
        assertEquals(new ConsumerEvent.Unpinned("g", "timeout"), stage.events.get(1));
        assertNotEquals(id, ((ConsumerEvent.Pinned) stage.events.get(2)).id());
        stage.consumer().unpin();
        stage.pass();
        assertEquals(new ConsumerEvent.Unpinned("g", "admin"), stage.events.get(3));
        stage.store(1);
        stage.pass();
        assertEquals(
                "423 Nats-Wrong-Pin-Id | Nats-Pending-Messages: 1 | Nats-Pending-Bytes: 0",
                stage.texts("b").get(0));
    }
}
