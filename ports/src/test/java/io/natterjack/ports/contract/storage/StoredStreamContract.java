package io.natterjack.ports.contract.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.contract.storage.fixture.Picture;
import io.natterjack.ports.contract.storage.fixture.StorageFixture;
import io.natterjack.ports.contract.storage.fixture.Texts;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

/// One stream as a whole: its definition, its life, and whom it belongs to.
public interface StoredStreamContract extends StorageFixture {
    @Test
    default void theDefinitionIsKeptAsItIs(Bench bench) {
        String odd = "{\"name\":\"Bestellungen für Äpfel\"}\u0000\n" + "x".repeat(1 << 20);

        OneStream orders = bench.create(Bench.ORDERS, StreamOptions.DEFAULT, odd);

        assertEquals(odd, orders.definition());
        assertEquals(odd, bench.reopen(orders, Bench.ORDERS).definition());
    }

    @Test
    default void aDefinitionMayBeEmpty(Bench bench) {
        OneStream orders = bench.create(Bench.ORDERS, StreamOptions.DEFAULT, "");

        assertEquals("", bench.reopen(orders, Bench.ORDERS).definition());
    }

    @Test
    default void theDefinitionIsACopyInBothDirections(Bench bench) {
        OneStream orders = bench.orders();
        byte[] definition = Texts.utf8("second");

        orders.stored().redefine(StreamOptions.DEFAULT, definition);
        definition[0] = 'x';
        orders.stored().definition()[0] = 'y';

        assertEquals("second", orders.definition());
        assertEquals("second", bench.reopen(orders, Bench.ORDERS).definition());
    }

    @Test
    default void redefiningKeepsTheMessages(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a", "b");

        orders.stored().redefine(new StreamOptions(Durability.PAGE_CACHE, true, 77), Texts.utf8("second"));
        orders.append(Message.of(3, "c", "3"));
        orders.stored().redefine(new StreamOptions(Durability.DISK, false, 1), Texts.utf8("third"));
        orders.append(Message.of(4, "d", "4"));

        assertEquals(List.of(1L, 2L, 3L, 4L), orders.sequences());
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        assertEquals("third", again.definition());
        assertEquals(List.of(1L, 2L, 3L, 4L), again.sequences());
    }

    @Test
    default void aStreamStartsWhereItsOptionsSay(Bench bench) {
        OneStream orders =
                bench.create(Bench.ORDERS, new StreamOptions(Durability.DISK, false, 1_000), "starts at 1,000");

        Picture.State empty = new Picture.State(0, 0, 1_000, 0, 999, 0);
        assertEquals(empty, orders.state());
        assertEquals(List.of(), orders.missing());
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        assertEquals(empty, again.state());
        again.append(Message.of(1_000, "a", "first"));
        assertEquals(List.of(1_000L), again.sequences());
    }

    @Test
    default void whatIsClosedIsTheSameWhenItIsOpened(Bench bench) {
        OneStream orders = bench.orders();
        for (int i = 1; i <= 300; i++) {
            orders.append(Message.of(i * 2L, "orders." + i % 7 + ".x", "body " + i), i % 3 == 0);
        }
        orders.append(Message.marked(601, "timer", "tick"));
        orders.log().remove(20, false);
        orders.log().remove(602, false);
        orders.log().removeThrough(9);
        orders.define("pull", "one");
        orders.save("pull", "at 7");
        Picture before = orders.picture();

        assertEquals(before, bench.reopen(orders, Bench.ORDERS).picture());
    }

    @Test
    default void anEmptyStreamIsTheSameWhenItIsOpened(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a", "b", "c");
        orders.log().removeThrough(3);
        Picture before = orders.picture();

        OneStream again = bench.reopen(orders, Bench.ORDERS);

        assertEquals(before, again.picture());
        assertEquals(new Picture.State(0, 0, 4, 0, 3, Message.timeOf(3)), again.state());
        again.append(Message.of(4, "d", "4"));
        assertEquals(List.of(4L), again.sequences());
    }

    @Test
    default void closingTwiceIsClosingOnce(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a");

        orders.close();
        orders.close();

        assertEquals(List.of(1L), bench.open(Bench.ORDERS).sequences());
    }

    @Test
    default void nothingIsWrittenToAClosedStream(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a");
        orders.define("pull", "one");
        orders.close();

        assertThrows(IllegalStateException.class, () -> orders.append(Message.of(2, "b", "2")));
        assertThrows(IllegalStateException.class, () -> orders.log().remove(1, false));
        assertThrows(IllegalStateException.class, () -> orders.log().removeThrough(1));
        assertThrows(IllegalStateException.class, () -> orders.log().commit());
        assertThrows(IllegalStateException.class, () -> orders.define("push", "two"));
        assertThrows(IllegalStateException.class, () -> orders.save("pull", "state"));
        assertThrows(IllegalStateException.class, () -> orders.consumers().delete("pull"));
        assertThrows(
                IllegalStateException.class,
                () -> orders.stored().redefine(StreamOptions.DEFAULT, Texts.utf8("second")));

        OneStream again = bench.open(Bench.ORDERS);
        assertEquals(List.of(1L), again.sequences());
        assertEquals(new Picture.Consumer("one", "-"), again.consumer("pull"));
    }

    @Test
    default void aStreamMayBeHandedFromThreadToThread(Bench bench) {
        ThreadFactory platform = Thread.ofPlatform().daemon().name("owner-", 0).factory();
        OneStream orders;
        try (ExecutorService first = Executors.newSingleThreadExecutor(platform)) {
            orders = CompletableFuture.supplyAsync(bench::orders, first).join();
        }
        try (ExecutorService second = Executors.newSingleThreadExecutor(platform)) {
            CompletableFuture.runAsync(() -> orders.fill("a", "b"), second).join();
            CompletableFuture.runAsync(orders::commitAndWait, second).join();
        }
        try (ExecutorService third = Executors.newSingleThreadExecutor(platform)) {
            assertEquals(
                    List.of(1L, 2L),
                    CompletableFuture.supplyAsync(() -> orders.sequences(">"), third)
                            .join());
            CompletableFuture.runAsync(orders::close, third).join();
        }
        assertEquals(2, bench.open(Bench.ORDERS).messages(SubjectFilter.ALL).size());
    }
}
