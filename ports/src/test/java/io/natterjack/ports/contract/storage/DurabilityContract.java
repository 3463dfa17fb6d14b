package io.natterjack.ports.contract.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.contract.storage.fixture.StorageFixture;
import io.natterjack.ports.contract.storage.fixture.Told;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tickets: asked for with a commit, and told when what they stand for is safe. That one call follows the other, and
/// that tickets rise, is checked of every stream of every test.
public interface DurabilityContract extends StorageFixture {
    @ParameterizedTest
    @EnumSource
    default void everyCommitIsTold(Durability durability, Bench bench) {
        OneStream orders = bench.create(Bench.ORDERS, new StreamOptions(durability, false, 1));
        long before = Long.MIN_VALUE;
        for (int i = 1; i <= 100; i++) {
            orders.append(Message.of(i, "a", "x"));
            long ticket = orders.log().commit();
            assertTrue(ticket >= before, "ticket " + ticket + " after " + before);
            before = ticket;
        }

        orders.commitAndWait();

        assertTrue(orders.told().ticket() >= before);
        assertTrue(orders.log().durable() >= before);
    }

    @Test
    default void everyKindOfWritingIsCovered(Bench bench) {
        OneStream orders = bench.orders();
        List<Runnable> writes = List.of(
                () -> orders.fill("a", "b", "c"),
                () -> orders.log().remove(2, false),
                () -> orders.log().removeThrough(1),
                () -> orders.define("pull", "one"),
                () -> orders.save("pull", "state"),
                () -> orders.consumers().delete("pull"),
                () -> orders.log().removeThrough(50));
        long before = Long.MIN_VALUE;
        for (Runnable write : writes) {
            write.run();
            long ticket = orders.log().commit();
            assertTrue(ticket >= before, "ticket " + ticket + " after " + before);
            before = ticket;
            orders.commitAndWait();
        }
    }

    @Test
    default void committingNothingIsCoveredToo(Bench bench) {
        OneStream orders = bench.orders();
        checkThatCommitsAreReached(orders);
        checkThatCommitsAreReached(orders);

        checkThatCommitsAreReached(bench.reopen(orders, Bench.ORDERS));
    }

    private static void checkThatCommitsAreReached(OneStream stream) {
        long ticket = stream.log().commit();
        Patience.await(ticket + " is reached", () -> stream.log().durable() >= ticket);
    }

    @Test
    default void closingTellsWhatIsLeft(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a");
        long ticket = orders.log().commit();

        orders.close();

        assertTrue(orders.told().ticket() >= ticket);
    }

    @Test
    default void streamsDoNotWaitForEachOther(Bench bench) {
        List<OneStream> streams = IntStream.range(0, 8)
                .mapToObj(i -> bench.create(new StreamKey("A", "S" + i), StreamOptions.DEFAULT))
                .toList();
        try (ExecutorService owners = Executors.newFixedThreadPool(4)) {
            CompletableFuture.allOf(streams.stream()
                            .map(stream -> CompletableFuture.runAsync(() -> publish(stream), owners))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }

        for (OneStream stream : streams) {
            assertEquals(200, stream.state().messages());
            assertEquals(List.of(), stream.told().defects());
        }
    }

    private static void publish(OneStream stream) {
        Told told = stream.told();
        for (int i = 1; i <= 200; i++) {
            stream.append(Message.of(i, "a." + i % 3, "x"));
            stream.log().commit();
            if (i % 20 == 0) {
                stream.commitAndWait();
            }
        }
        stream.commitAndWait();
        if (told.ticket() < stream.log().durable()) {
            throw new AssertionError("durable, but not told");
        }
    }
}
