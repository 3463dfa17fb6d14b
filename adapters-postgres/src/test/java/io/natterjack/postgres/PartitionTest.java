package io.natterjack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How large partitions become, and when their disk is given back.
final class PartitionTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final String LARGE = "x".repeat(MEGABYTE);

    private final SchemaPlace place = new SchemaPlace();
    private final Bench bench = new Bench(place, SchemaPlace.CAPABILITIES);

    @AfterEach
    void cleanUp() {
        bench.close();
    }

    private long ask(String sql) {
        return Long.parseLong(TestPostgres.ask(TestPostgres.url() + "?currentSchema=" + place.schema(), sql));
    }

    private long leaves() {
        return ask("SELECT count(*) FROM nj_leaf");
    }

    private long tables() {
        return ask("SELECT count(*) FROM pg_inherits WHERE inhparent = 'nj_m_1'::regclass");
    }

    private long largestBytes() {
        return ask("SELECT max(pg_total_relation_size(format('nj_m_%s_%s', stream, from_seq)::regclass)) FROM nj_leaf");
    }

    private void expectSmall() {
        long largest = largestBytes();
        assertTrue(largest < 100L * MEGABYTE, () -> "a partition has " + largest / MEGABYTE + " MB");
    }

    private static void append(OneStream stream, int from, int to, String body) {
        for (int number = from; number < to; number++) {
            stream.append(Message.of(number, "orders", body));
            if (number % 8 == 0) {
                stream.commitAndWait();
            }
        }
        stream.commitAndWait();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void aPartitionThatBeganWithSmallMessagesIsClosedWhenLargeOnesFillIt() {
        OneStream orders = bench.orders();
        append(orders, 1, 2, "small");
        append(orders, 2, 170, LARGE);
        expectSmall();
        assertTrue(leaves() >= 2, () -> leaves() + " partitions");
        assertEquals(169, ask("SELECT count(*) FROM \"ORDERS\""));
        assertEquals(
                0,
                ask("SELECT count(*) FROM nj_leaf a JOIN nj_leaf b ON a.from_seq < b.from_seq"
                        + " AND a.to_seq > b.from_seq"));
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        assertEquals(range(1, 170), again.sequences());

        again.log().removeThrough(160);
        again.commitAndWait();
        Patience.await(
                "what is below the first is gone", () -> place.occupiedBytes().orElseThrow() < 110L * MEGABYTE);
        append(again, 170, 172, "small");
        assertEquals(range(161, 172), bench.reopen(again, Bench.ORDERS).sequences());
    }

    /// Somebody who reads the view holds a lock that the change of a range has to have.
    @Test
    void aReaderOfTheViewOnlyDelaysTheEndOfAPartition() throws SQLException {
        OneStream orders = bench.orders();
        append(orders, 1, 2, "small");
        try (Connection reader = TestPostgres.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM " + place.schema() + ".\"ORDERS\"");
            append(orders, 2, 75, LARGE);
            assertEquals(1, leaves());
            reader.rollback();
        }
        append(orders, 75, 110, LARGE);
        assertEquals(2, leaves());
        expectSmall();
        assertEquals(range(1, 110), bench.reopen(orders, Bench.ORDERS).sequences());
    }

    @Test
    void aPurgeFreesTheDisk() {
        OneStream orders = bench.orders();
        append(orders, 1, 30, LARGE);
        assertTrue(largestBytes() > 25L * MEGABYTE);
        orders.log().removeThrough(29);
        orders.commitAndWait();
        Patience.await("the disk is free", () -> largestBytes() < MEGABYTE);
        append(orders, 30, 32, "more");
        assertEquals(range(30, 32), orders.sequences());
        assertEquals(range(30, 32), bench.reopen(orders, Bench.ORDERS).sequences());
    }

    /// What is published between a purge and the moment when the disk is to be freed stays.
    @Test
    void aPurgeFreesNothingThatCameAfterIt() {
        OneStream orders = bench.orders();
        append(orders, 1, 10, LARGE);
        TestPostgres.run("INSERT INTO " + place.schema() + ".nj_garbage (kind, name) VALUES ('ROWS', 'nj_m_1_1')");
        Patience.await("it was looked at", () -> ask("SELECT count(*) FROM nj_garbage") == 0);
        assertEquals(range(1, 10), bench.reopen(orders, Bench.ORDERS).sequences());
        assertEquals(9, ask("SELECT count(*) FROM \"ORDERS\""));
    }

    /// As in a bucket with one old key that nobody changes, while others are written over and over.
    @Test
    void partitionsThatAreEmptyInTheMiddleAreDropped() {
        OneStream orders = bench.orders();
        append(orders, 1, 2, LARGE);
        int number = 2;
        for (int round = 0; round < 40; round++) {
            for (int i = 0; i < 16; i++, number++) {
                orders.append(Message.of(number, "orders", "x".repeat(100)));
            }
            orders.commitAndWait();
            for (int gone = number - 16; gone < number; gone++) {
                if (gone > 2) {
                    orders.log().remove(gone - 1L, false);
                }
            }
            orders.commitAndWait();
        }
        int last = number;
        assertTrue(ask("SELECT max(from_seq) FROM nj_leaf") > 64, "there were several");
        Patience.await("those in the middle are dropped", () -> tables() <= 3);
        assertTrue(leaves() <= 3, () -> leaves() + " partitions");
        assertEquals(List.of(1L, last - 1L), orders.sequences());
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        assertEquals(List.of(1L, last - 1L), again.sequences());
        append(again, last, last + 1, "more");
        assertEquals(last, again.state().lastSequence());
    }
}
