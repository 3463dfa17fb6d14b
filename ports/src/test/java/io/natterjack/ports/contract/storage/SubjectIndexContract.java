package io.natterjack.ports.contract.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.contract.storage.fixture.Picture;
import io.natterjack.ports.contract.storage.fixture.StorageFixture;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which subjects there are, and how often.
public interface SubjectIndexContract extends StorageFixture {
    @Test
    default void aSubjectKnowsItsMessages(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a", "b", "a", "a.b", "a");

        checkFigures(orders, "a", 3, 1, 5);
        checkFigures(orders, "b", 1, 2, 2);
        checkFigures(orders, "a.b", 1, 4, 4);
        checkFigures(orders, "a.c", 0, 0, 0);
        checkFigures(orders, "A", 0, 0, 0);
        assertEquals(3, orders.subjects().size());
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        checkFigures(again, "a", 3, 1, 5);
        checkFigures(again, "ab", 0, 0, 0);
        assertEquals(3, again.subjects().size());
    }

    @Test
    default void removedMessagesLeaveTheIndex(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a", "b", "a", "b", "a", "a");

        orders.log().remove(6, false);
        checkFigures(orders, "a", 3, 1, 5);
        orders.log().remove(1, false);
        checkFigures(orders, "a", 2, 3, 5);
        orders.log().removeThrough(3);
        checkFigures(orders, "a", 1, 5, 5);
        checkFigures(orders, "b", 1, 4, 4);
        orders.log().remove(5, false);
        checkFigures(orders, "a", 0, 0, 0);
        assertEquals(1, orders.subjects().size());
        assertEquals(Set.of("b"), orders.subjects(SubjectFilter.ALL).keySet());
        orders.append(Message.of(7, "a", "back"));

        checkFigures(orders, "a", 1, 7, 7);
        assertEquals(2, orders.subjects().size());
        checkFigures(bench.reopen(orders, Bench.ORDERS), "a", 1, 7, 7);
    }

    private static void checkFigures(OneStream stream, String subject, long messages, long first, long last) {
        assertEquals(messages, stream.count(subject), () -> "messages of " + subject);
        assertEquals(first, stream.first(subject), () -> "first of " + subject);
        assertEquals(last, stream.last(subject), () -> "last of " + subject);
    }

    /// Counts in [MessageReaderContract#SHOP].
    @ParameterizedTest
    @CsvSource({
        ">, 1, 10, 10",
        ">, 0, 9223372036854775807, 10",
        ">, 1, 6, 6",
        ">, 2, 7, 6",
        "orders.eu.new, 1, 10, 2",
        "orders.eu.new, 1, 6, 1",
        "orders.eu.new, 2, 6, 0",
        "orders.eu.new, 7, 7, 1",
        "orders.eu.*, 1, 7, 3",
        "orders.*.new, 1, 10, 3",
        "orders.*.new, 3, 10, 1",
        "orders.*.new|orders.>, 1, 10, 6",
        "*.eu|stock, 4, 10, 4",
        "none|a.*, 1, 10, 0",
        "*, 8, 4, 0",
        ">, 11, 20, 0"
    })
    default void messagesAreCountedInRanges(String patterns, long from, long to, long count, Bench bench) {
        OneStream shop = bench.orders();
        shop.fill(MessageReaderContract.SHOP);
        SubjectFilter filter = new SubjectFilter(List.of(patterns.split("\\|", -1)));

        assertEquals(count, shop.subjects().count(filter, from, to));
        OneStream again = bench.reopen(shop, Bench.ORDERS);
        assertEquals(count, again.subjects().count(filter, from, to));
    }

    @Test
    default void subjectsAreShownOnceWhateverMatchesThem(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill(MessageReaderContract.SHOP);

        assertEquals(
                Map.of(
                        "orders.eu.new", new Picture.Subject(2, 1, 7),
                        "orders.us.new", new Picture.Subject(1, 2, 2),
                        "stock", new Picture.Subject(1, 4, 4)),
                orders.subjects(SubjectFilter.of("orders.*.new", "*.eu.new", "stock")));
        assertEquals(9, orders.subjects(SubjectFilter.ALL).size());
        assertEquals(Map.of(), orders.subjects(SubjectFilter.of("none")));
        assertEquals(
                Set.of("größe.eu"), orders.subjects(SubjectFilter.of("größe.>")).keySet());
    }

    @Test
    default void subjectsAreShownUntilSomebodyHasSeenEnough(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a", "b", "c", "d");
        List<Long> seen = new ArrayList<>();

        orders.subjects().forEach(SubjectFilter.ALL, (_, _, _, _, first, _) -> {
            seen.add(first);
            return seen.size() < 2;
        });

        assertEquals(2, seen.size());
    }

    @Test
    default void oneInManySubjectsIsFound(Bench bench) {
        OneStream orders = bench.orders();
        for (int i = 1; i <= 20_000; i++) {
            orders.append(Message.of(i, "device." + i % 5_000 + ".status", "x"));
        }

        assertEquals(5_000, orders.subjects().size());
        assertEquals(List.of(17L, 5_017L, 10_017L, 15_017L), orders.sequences("device.17.status"));
        assertEquals(List.of(17L, 5_017L, 10_017L, 15_017L), orders.sequences("device.17.*"));
        orders.log().removeThrough(19_000);
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        assertEquals(1_000, again.subjects().size());
        assertEquals(1, again.subjects().count(SubjectFilter.of("device.4999.>"), 0, Long.MAX_VALUE));
        assertEquals(0, again.subjects().count(SubjectFilter.of("device.17.>"), 0, Long.MAX_VALUE));
    }
}
