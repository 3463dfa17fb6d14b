package io.natterjack.ports.contract.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.contract.storage.fixture.StorageFixture;
import io.natterjack.ports.contract.storage.fixture.Texts;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Finding messages: by sequence, by subject, by mark and by time.
public interface MessageReaderContract extends StorageFixture {
    /// Sequences 1 to 10.
    List<String> SHOP = List.of(
            "orders.eu.new",
            "orders.us.new",
            "orders.eu.paid",
            "stock",
            "orders",
            "orders.eu",
            "orders.eu.new",
            "größe.eu",
            "orders.eu.new.express",
            "stock.eu");

    @ParameterizedTest
    @CsvSource({
        "orders.eu.new, 1 7",
        "orders.*.new, 1 2 7",
        "orders.eu.*, 1 3 7",
        "orders.>, 1 2 3 6 7 9",
        "*, 4 5",
        "*.eu, 6 8 10",
        "*.*, 6 8 10",
        "*.*.*.*, 9",
        "größe.*, 8",
        ">, 1 2 3 4 5 6 7 8 9 10",
        "orders.eu.>, 1 3 7 9",
        "*.eu.>, 1 3 7 9",
        "order, ''",
        "orders.eu.new.express.>, ''",
        "ORDERS, ''",
        "stock|orders.us.*, 2 4",
        "*.eu|orders.*.paid|stock, 3 4 6 8 10",
        "orders.>|orders.eu.*, 1 2 3 6 7 9",
        "none|nothing.*, ''"
    })
    default void filtersChoose(String patterns, String sequences, Bench bench) {
        OneStream shop = bench.orders();
        shop.fill(SHOP);
        SubjectFilter filter = new SubjectFilter(List.of(patterns.split("\\|", -1)));
        List<Long> expected = sequences.isEmpty()
                ? List.of()
                : Pattern.compile(" ")
                        .splitAsStream(sequences)
                        .map(Long::valueOf)
                        .toList();

        assertEquals(expected, forwards(shop, filter));
        assertEquals(expected.reversed(), backwards(shop, filter));
        OneStream again = bench.reopen(shop, Bench.ORDERS);
        assertEquals(expected, forwards(again, filter));
        assertEquals(expected.reversed(), backwards(again, filter));
    }

    private static List<Long> forwards(OneStream stream, SubjectFilter filter) {
        return stream.messages(filter).stream().map(Message::sequence).toList();
    }

    private static List<Long> backwards(OneStream stream, SubjectFilter filter) {
        List<Long> found = new ArrayList<>();
        Message previous = stream.previous(filter, Long.MAX_VALUE);
        while (previous != null) {
            found.add(previous.sequence());
            previous = stream.previous(filter, previous.sequence() - 1);
        }
        return found;
    }

    @Test
    default void readingStartsAnywhere(Bench bench) {
        OneStream orders = bench.orders();
        for (long sequence : new long[] {3, 4, 8}) {
            orders.append(Message.of(sequence, "a", "x"));
        }

        assertEquals(Message.of(3, "a", "x"), orders.next(SubjectFilter.ALL, Long.MIN_VALUE));
        assertEquals(Message.of(8, "a", "x"), orders.next(SubjectFilter.ALL, 5));
        assertNull(orders.next(SubjectFilter.ALL, 9));
        assertNull(orders.next(SubjectFilter.of("a"), Long.MAX_VALUE));
        assertEquals(Message.of(8, "a", "x"), orders.previous(SubjectFilter.ALL, Long.MAX_VALUE));
        assertEquals(Message.of(4, "a", "x"), orders.previous(SubjectFilter.of("*"), 7));
        assertNull(orders.previous(SubjectFilter.ALL, 2));
        assertNull(orders.previous(SubjectFilter.of("a"), 0));
        for (long absent : new long[] {Long.MIN_VALUE, 0, 2, 5, 9, Long.MAX_VALUE}) {
            assertNull(orders.read(absent), () -> "read " + absent);
        }
    }

    @Test
    default void anEmptyStreamHasNothingToRead(Bench bench) {
        OneStream orders = bench.orders();

        assertNull(orders.read(1));
        assertNull(orders.next(SubjectFilter.ALL, 1));
        assertNull(orders.previous(SubjectFilter.ALL, Long.MAX_VALUE));
        assertNull(orders.nextMarked(1));
        assertEquals(1, orders.reader().sequenceAt(Message.EPOCH_NANOS));
        assertEquals(List.of(), orders.missing());
    }

    @Test
    default void theWindowStaysAsItIsIfThereIsNothing(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a");
        byte[] bytes = Texts.utf8("mine");
        StoredMessage window =
                new StoredMessage().at(99, 98, 1).subject(bytes, 1, 3).payload(bytes, 0, 1, 4);

        assertFalse(orders.reader().read(2, window));
        assertFalse(orders.reader().next(SubjectFilter.of("b"), 1, window));
        assertFalse(orders.reader().previous(SubjectFilter.of("b"), 1, window));
        assertFalse(orders.reader().nextMarked(1, window));

        assertEquals(new Message(99, 98, 1, "in", "m", "ine"), Message.from(window));
    }

    @Test
    default void aWindowIsUsedAgain(Bench bench) {
        OneStream orders = bench.orders();
        orders.append(new Message(1, Message.timeOf(1), 1, "long.subject", "NATS/1.0\r\n\r\n", "a body"));
        orders.append(Message.of(2, "s", ""));
        StoredMessage window = new StoredMessage();

        assertTrue(orders.reader().read(1, window));
        assertTrue(orders.reader().read(2, window));

        assertEquals(Message.of(2, "s", ""), Message.from(window));
    }

    @Test
    default void whatIsShownStaysWhileOtherStreamsAreUsed(Bench bench) {
        OneStream orders = bench.orders();
        OneStream other = bench.create(new StreamKey("$G", "OTHER"), StreamOptions.DEFAULT);
        orders.fill("a", "b");
        other.fill("c", "d", "e");
        StoredMessage window = new StoredMessage();

        assertTrue(orders.reader().read(2, window));
        other.append(Message.of(4, "f", "4"));
        other.messages(SubjectFilter.ALL);
        other.log().removeThrough(4);
        other.commitAndWait();

        assertEquals(Message.of(2, "b", "2"), Message.from(window));
    }

    @Test
    default void markedMessagesAreFound(Bench bench) {
        OneStream orders = bench.orders();
        for (int i = 1; i <= 40; i++) {
            orders.append(i % 10 == 0 ? Message.marked(i, "timer", "x") : Message.of(i, "timer", "x"));
        }
        orders.log().remove(20, false);

        checkMarked(orders);
        checkMarked(bench.reopen(orders, Bench.ORDERS));
    }

    private static void checkMarked(OneStream stream) {
        assertEquals(Message.marked(10, "timer", "x"), stream.nextMarked(0));
        assertEquals(Message.marked(10, "timer", "x"), stream.nextMarked(10));
        assertEquals(Message.marked(30, "timer", "x"), stream.nextMarked(11));
        assertEquals(Message.marked(40, "timer", "x"), stream.nextMarked(31));
        assertNull(stream.nextMarked(41));
        assertNull(stream.nextMarked(Long.MAX_VALUE));
    }

    @Test
    default void momentsAreFound(Bench bench) {
        OneStream orders = bench.orders();
        long[] seconds = {10, 10, 20, 30, 30, 40};
        for (int i = 0; i < seconds.length; i++) {
            orders.append(new Message(i + 5L, seconds[i], 0, "a", "", "x"));
        }
        orders.log().remove(8, false);

        checkMoments(orders);
        checkMoments(bench.reopen(orders, Bench.ORDERS));
    }

    private static void checkMoments(OneStream stream) {
        assertEquals(5, stream.reader().sequenceAt(Long.MIN_VALUE));
        assertEquals(5, stream.reader().sequenceAt(10));
        assertEquals(7, stream.reader().sequenceAt(11));
        assertEquals(7, stream.reader().sequenceAt(20));
        assertEquals(9, stream.reader().sequenceAt(21));
        assertEquals(9, stream.reader().sequenceAt(30));
        assertEquals(10, stream.reader().sequenceAt(31));
        assertEquals(11, stream.reader().sequenceAt(41));
        assertEquals(11, stream.reader().sequenceAt(Long.MAX_VALUE));
    }

    @Test
    default void missingRangesAreShownInOrderAndUntilSomebodyHasSeenEnough(Bench bench) {
        OneStream orders = bench.orders();
        LongStream.rangeClosed(1, 20).forEach(sequence -> orders.append(Message.of(sequence, "a", "x")));
        for (long removed : new long[] {19, 3, 5, 4, 8, 20, 1}) {
            orders.log().remove(removed, false);
        }

        assertEquals(List.of("3-5", "8-8", "19-20"), orders.missing());
        List<Long> seen = new ArrayList<>();
        orders.reader().missing((from, to) -> {
            seen.add(from);
            return seen.size() < 2;
        });
        assertEquals(List.of(3L, 8L), seen);
        assertEquals(
                List.of("3-5", "8-8", "19-20"),
                bench.reopen(orders, Bench.ORDERS).missing());
    }
}
