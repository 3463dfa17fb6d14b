package io.natterjack.ports.contract.storage;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.contract.storage.fixture.Picture;
import io.natterjack.ports.contract.storage.fixture.StorageFixture;
import io.natterjack.ports.contract.storage.fixture.Texts;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What consumers leave with their stream.
public interface ConsumerStoreContract extends StorageFixture {
    @Test
    default void aConsumerIsDefinedAndKept(Bench bench) {
        OneStream orders = bench.orders();

        orders.define("pull", "definition");
        orders.save("pull", "state");

        assertEquals(List.of("pull"), orders.consumers().names());
        assertEquals(new Picture.Consumer("definition", "state"), orders.consumer("pull"));
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        assertEquals(List.of("pull"), again.consumers().names());
        assertEquals(new Picture.Consumer("definition", "state"), again.consumer("pull"));
    }

    @Test
    default void thereIsNothingOfAnUnknownConsumer(Bench bench) {
        OneStream orders = bench.orders();

        assertEquals(List.of(), orders.consumers().names());
        assertNull(orders.consumers().definition("pull"));
        assertNull(orders.consumers().state("pull"));
        assertThrows(IllegalArgumentException.class, () -> orders.save("pull", "state"));
        orders.consumers().delete("pull");
        assertEquals(List.of(), bench.reopen(orders, Bench.ORDERS).consumers().names());
    }

    @Test
    default void aNewConsumerHasNoState(Bench bench) {
        OneStream orders = bench.orders();

        orders.define("pull", "");

        assertEquals(new Picture.Consumer("", "-"), orders.consumer("pull"));
        assertEquals(
                new Picture.Consumer("", "-"),
                bench.reopen(orders, Bench.ORDERS).consumer("pull"));
    }

    @Test
    default void aStateMayBeEmpty(Bench bench) {
        OneStream orders = bench.orders();
        orders.define("pull", "definition");

        orders.save("pull", "");

        assertEquals(new Picture.Consumer("definition", ""), orders.consumer("pull"));
        assertEquals(
                new Picture.Consumer("definition", ""),
                bench.reopen(orders, Bench.ORDERS).consumer("pull"));
    }

    @Test
    default void aNewDefinitionLeavesTheState(Bench bench) {
        OneStream orders = bench.orders();
        orders.define("pull", "first");
        orders.save("pull", "state");

        orders.define("pull", "second");

        assertEquals(new Picture.Consumer("second", "state"), orders.consumer("pull"));
        assertEquals(
                new Picture.Consumer("second", "state"),
                bench.reopen(orders, Bench.ORDERS).consumer("pull"));
    }

    @Test
    default void theLatestStateCounts(Bench bench) {
        OneStream orders = bench.orders();
        orders.define("pull", "definition");
        orders.define("push", "definition");

        for (int i = 1; i <= 2_000; i++) {
            orders.save("pull", "x".repeat(i % 300) + i);
            orders.save("push", "y" + i);
            if (i % 100 == 0) {
                orders.log().commit();
            }
        }

        assertEquals(new Picture.Consumer("definition", "x".repeat(200) + 2_000), orders.consumer("pull"));
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        assertEquals(new Picture.Consumer("definition", "x".repeat(200) + 2_000), again.consumer("pull"));
        assertEquals(new Picture.Consumer("definition", "y2000"), again.consumer("push"));
    }

    @Test
    default void aDeletedConsumerComesBackWithoutAState(Bench bench) {
        OneStream orders = bench.orders();
        orders.define("pull", "first");
        orders.save("pull", "state");

        orders.consumers().delete("pull");
        assertNull(orders.consumer("pull"));
        assertNull(orders.consumers().state("pull"));
        assertThrows(IllegalArgumentException.class, () -> orders.save("pull", "late"));
        orders.define("pull", "second");

        assertEquals(new Picture.Consumer("second", "-"), orders.consumer("pull"));
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        assertEquals(new Picture.Consumer("second", "-"), again.consumer("pull"));
        again.consumers().delete("pull");
        assertEquals(List.of(), bench.reopen(again, Bench.ORDERS).consumers().names());
    }

    @Test
    default void whatIsReturnedIsACopy(Bench bench) {
        OneStream orders = bench.orders();
        orders.define("pull", "definition");
        orders.save("pull", "state");

        requireNonNull(orders.consumers().definition("pull"))[0] = 'x';
        requireNonNull(orders.consumers().state("pull"))[0] = 'x';

        assertEquals(new Picture.Consumer("definition", "state"), orders.consumer("pull"));
    }

    @Test
    default void bytesAndNamesMayBeOdd(Bench bench) {
        OneStream orders = bench.orders();
        List<String> names = List.of("a", "A", "../a", "größe", "n".repeat(1_000), "a b", "🐸", "%");
        for (String name : names) {
            orders.define(name, "{\u0000}" + name);
            orders.save(name, "state\u0000of\n" + name);
        }

        OneStream again = bench.reopen(orders, Bench.ORDERS);

        assertEquals(Set.copyOf(names), Set.copyOf(again.consumers().names()));
        for (String name : names) {
            assertEquals(new Picture.Consumer("{\u0000}" + name, "state\u0000of\n" + name), again.consumer(name), name);
        }
    }

    @Test
    default void statesMayBeLargeAndConsumersMany(Bench bench) {
        OneStream orders = bench.orders();
        String large = "0123456789abcdef".repeat(1 << 16);
        IntStream.range(0, 500).forEach(i -> {
            orders.define("c" + i, "definition of " + i);
            orders.save("c" + i, i == 250 ? large : "state of " + i);
        });

        OneStream again = bench.reopen(orders, Bench.ORDERS);

        assertEquals(500, again.consumers().names().size());
        assertEquals(new Picture.Consumer("definition of 7", "state of 7"), again.consumer("c7"));
        assertEquals(large, Texts.utf8(requireNonNull(again.consumers().state("c250"))));
    }
}
