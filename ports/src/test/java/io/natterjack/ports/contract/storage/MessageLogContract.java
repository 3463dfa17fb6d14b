package io.natterjack.ports.contract.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.contract.storage.fixture.Picture;
import io.natterjack.ports.contract.storage.fixture.StorageFixture;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Appending and removing, and what a stream is said to hold afterwards.
public interface MessageLogContract extends StorageFixture {
    /// Messages that are easily spoilt: nothing in them, every byte in them, and letters of all kinds.
    List<Message> ODD_MESSAGES = List.of(
            Message.of(1, "a", ""),
            new Message(2, Message.timeOf(2), 0, "a.b", "NATS/1.0\r\nNats-Msg-Id: 7\r\n\r\n", ""),
            new Message(3, Message.timeOf(3), 0, "a.b", "NATS/1.0\r\n\r\n", everyByte()),
            new Message(4, Message.timeOf(3), 1, "größe.流.🐸", "", everyByte()),
            new Message(
                    5,
                    Message.timeOf(9),
                    1,
                    "x".repeat(2_000),
                    "NATS/1.0\r\nA: " + "b".repeat(5_000) + "\r\n\r\n",
                    "y"));

    @Test
    default void messagesComeBackByteForByte(Bench bench) {
        OneStream orders = bench.orders();

        ODD_MESSAGES.forEach(orders::append);

        ODD_MESSAGES.forEach(message -> assertEquals(message, orders.read(message.sequence())));
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        ODD_MESSAGES.forEach(message -> assertEquals(message, again.read(message.sequence())));
    }

    @Test
    default void theStateAddsUp(Bench bench) {
        OneStream orders = bench.orders();
        assertEquals(new Picture.State(0, 0, 1, 0, 0, 0), orders.state());

        ODD_MESSAGES.forEach(orders::append);

        long bytes = ODD_MESSAGES.stream().mapToLong(bench::sizeOf).sum();
        assertEquals(new Picture.State(5, bytes, 1, Message.timeOf(1), 5, Message.timeOf(9)), orders.state());
        assertTrue(orders.log().remove(1, false));
        bytes -= bench.sizeOf(ODD_MESSAGES.getFirst());
        assertEquals(new Picture.State(4, bytes, 2, Message.timeOf(2), 5, Message.timeOf(9)), orders.state());
    }

    @Test
    default void sequencesMayBeLeftOut(Bench bench) {
        OneStream orders = bench.orders();

        Stream.of(7L, 8L, 12L, 1L << 40).forEach(sequence -> orders.append(Message.of(sequence, "a", "x")));

        assertEquals(List.of(7L, 8L, 12L, 1L << 40), orders.sequences());
        assertEquals(7, orders.state().firstSequence());
        assertEquals(1L << 40, orders.state().lastSequence());
        assertEquals(List.of("9-11", "13-" + ((1L << 40) - 1)), orders.missing());
        assertEquals(orders.picture(), bench.reopen(orders, Bench.ORDERS).picture());
    }

    @Test
    default void aSequenceIsUsedOnce(Bench bench) {
        OneStream orders = bench.orders();
        orders.append(Message.of(5, "a", "x"));
        orders.append(Message.of(6, "a", "y"));
        orders.log().remove(6, false);
        orders.log().removeThrough(9);
        Picture before = orders.picture();

        for (long used : new long[] {1, 5, 6, 9}) {
            assertThrows(IllegalArgumentException.class, () -> orders.append(Message.of(used, "a", "z")));
        }

        assertEquals(before, orders.picture());
        orders.append(Message.of(10, "a", "z"));
        assertEquals(List.of(10L), orders.sequences());
    }

    @Test
    default void whatIsRemovedIsGone(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a", "b", "a", "b", "a");

        assertTrue(orders.log().remove(3, false));

        assertFalse(orders.log().remove(3, false));
        assertNull(orders.read(3));
        assertEquals(List.of(1L, 2L, 4L, 5L), orders.sequences());
        assertEquals(List.of("3-3"), orders.missing());
        assertEquals(orders.picture(), bench.reopen(orders, Bench.ORDERS).picture());
    }

    @Test
    default void onlyWhatIsThereCanBeRemoved(Bench bench) {
        OneStream orders = bench.orders();
        orders.append(Message.of(3, "a", "x"));
        orders.append(Message.of(5, "a", "y"));
        Picture before = orders.picture();

        for (long absent : new long[] {0, 1, 4, 6, Long.MAX_VALUE}) {
            assertFalse(orders.log().remove(absent, true), () -> "removed " + absent);
        }

        assertEquals(before, orders.picture());
    }

    @Test
    default void theFirstSequenceFollowsWhatIsRemoved(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a", "a", "a", "a");

        orders.log().remove(2, false);
        assertEquals(1, orders.state().firstSequence());
        orders.log().remove(1, false);
        assertEquals(3, orders.state().firstSequence());
        orders.log().remove(4, false);
        assertEquals(4, orders.state().lastSequence());
        assertEquals(List.of("4-4"), orders.missing());
        orders.log().remove(3, false);

        assertEquals(new Picture.State(0, 0, 5, 0, 4, Message.timeOf(4)), orders.state());
        assertEquals(List.of(), orders.missing());
        assertEquals(orders.picture(), bench.reopen(orders, Bench.ORDERS).picture());
    }

    @Test
    default void everythingUpToASequenceIsRemoved(Bench bench) {
        OneStream orders = bench.orders();
        Stream.of(1L, 2L, 3L, 10L, 11L).forEach(sequence -> orders.append(Message.of(sequence, "a", "x")));

        orders.log().removeThrough(0);
        assertEquals(5, orders.state().messages());
        orders.log().removeThrough(2);
        assertEquals(List.of(3L, 10L, 11L), orders.sequences());
        orders.log().removeThrough(7);

        assertEquals(List.of(10L, 11L), orders.sequences());
        assertEquals(10, orders.state().firstSequence());
        assertEquals(1, orders.subjects().size());
        orders.log().removeThrough(3);
        assertEquals(List.of(10L, 11L), orders.sequences());
        assertEquals(orders.picture(), bench.reopen(orders, Bench.ORDERS).picture());
    }

    @Test
    default void removingBeyondTheEndLeavesSequencesOut(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a", "b");

        orders.log().removeThrough(100);

        Picture.State empty = new Picture.State(0, 0, 101, 0, 100, Message.timeOf(2));
        assertEquals(empty, orders.state());
        assertEquals(0, orders.subjects().size());
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        assertEquals(empty, again.state());
        again.append(Message.of(101, "c", "next"));
        assertEquals(List.of(101L), again.sequences());
    }

    @Test
    default void sequencesMayBeLeftOutBeforeTheFirstMessage(Bench bench) {
        OneStream orders = bench.orders();

        orders.log().removeThrough(41);

        assertEquals(new Picture.State(0, 0, 42, 0, 41, 0), orders.state());
        assertEquals(
                new Picture.State(0, 0, 42, 0, 41, 0),
                bench.reopen(orders, Bench.ORDERS).state());
    }

    @Test
    default void aUnitIsThereWhenItIsComplete(Bench bench) {
        OneStream orders = bench.orders();

        orders.append(Message.of(1, "a", "1"), true);
        orders.append(Message.of(2, "b", "2"), true);
        orders.append(Message.of(3, "a", "3"), false);

        assertEquals(List.of(1L, 2L, 3L), orders.sequences());
        orders.log().remove(2, false);
        assertEquals(List.of(1L, 3L), bench.reopen(orders, Bench.ORDERS).sequences());
    }

    @Test
    default void aUnitThatIsNotCompleteIsNotKept(Bench bench) {
        OneStream orders = bench.orders();
        orders.append(Message.of(1, "a", "1"));
        Picture before = orders.picture();
        orders.append(Message.of(2, "a", "2"), true);
        orders.append(Message.of(5, "b", "5"), true);

        OneStream again = bench.reopen(orders, Bench.ORDERS);

        assertEquals(before, again.picture());
        again.append(Message.of(2, "c", "2"));
        assertEquals(List.of(1L, 2L), again.sequences());
    }

    @Test
    default void aMessageMayBeLarge(Bench bench) {
        OneStream orders = bench.orders();
        String headers = "NATS/1.0\r\nNats-Msg-Id: large\r\n\r\n";
        Message large = new Message(
                2, Message.timeOf(2), 0, "large", headers, everyByte().repeat(8 << 12));
        orders.append(Message.of(1, "small", "1"));
        orders.append(large);
        orders.append(Message.of(3, "small", "3"));
        orders.commitAndWait();

        assertEquals(large, orders.read(2));
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        assertEquals(large, again.read(2));
        assertEquals(List.of(1L, 3L), again.sequences("small"));
        assertTrue(again.log().remove(2, true));
        assertEquals(2, again.state().messages());
    }

    @Test
    default void manyMessagesComeAndGo(Bench bench) {
        OneStream orders = bench.orders();
        String body = "x".repeat(1_000);
        for (int i = 1; i <= 20_000; i++) {
            orders.append(Message.of(i, "orders." + i % 100, body));
            if (i > 1_000) {
                orders.log().removeThrough(i - 1_000);
            }
            if (i % 500 == 0) {
                orders.log().commit();
            }
        }

        assertEquals(1_000, orders.state().messages());
        assertEquals(19_001, orders.state().firstSequence());
        assertEquals(100, orders.subjects().size());
        assertEquals(10, orders.count("orders.7"));
        assertEquals(orders.picture(), bench.reopen(orders, Bench.ORDERS).picture());
    }

    /// What a storage rewrites to save room is still what was stored.
    @Test
    default void aFewOfManyMessagesStay(Bench bench) {
        OneStream orders = bench.orders();
        List<Message> stay = new ArrayList<>();
        List<Long> go = new ArrayList<>();
        for (int i = 1; i <= 20_000; i++) {
            Message message = Message.of(i, "orders." + i % 997, "body of " + i + "x".repeat(i % 200));
            orders.append(message);
            if (i % 16 == 0) {
                stay.add(message);
            } else {
                go.add(message.sequence());
            }
        }
        Collections.shuffle(go, new Random(7));
        for (int i = 0; i < go.size(); i++) {
            assertTrue(orders.log().remove(go.get(i), false));
            if (i % 1_000 == 0) {
                orders.commitAndWait();
            }
        }

        assertEquals(stay, orders.messages(SubjectFilter.ALL));
        assertEquals(
                stay.stream().mapToLong(bench::sizeOf).sum(), orders.state().bytes());
        Picture before = orders.picture();
        assertEquals(before, bench.reopen(orders, Bench.ORDERS).picture());
    }

    private static String everyByte() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            all.append(c);
        }
        return all.toString();
    }
}
