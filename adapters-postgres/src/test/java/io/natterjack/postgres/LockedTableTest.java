package io.natterjack.postgres;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of streams when somebody locks the table of one of them for long. All have the same writer.
final class LockedTableTest {
    private static final StreamKey PARTS = new StreamKey("$G", "PARTS");
    private static final String OURS = " FROM pg_stat_activity WHERE application_name = 'natterjack test'";

    private final SchemaPlace place = new SchemaPlace().with("writers", "1").with("pending_max", "1MB");
    private final Bench bench = new Bench(place, SchemaPlace.CAPABILITIES);
    private OneStream orders;
    private OneStream parts;

    @BeforeEach
    void fill() {
        orders = bench.orders();
        parts = bench.create(PARTS, StreamOptions.DEFAULT);
        append(orders, 1);
        append(parts, 1);
        orders.commitAndWait();
        parts.commitAndWait();
    }

    @AfterEach
    void cleanUp() {
        bench.close();
    }

    private static long append(OneStream stream, int number) {
        stream.append(Message.of(number, "subject", "x".repeat(1_000)));
        return stream.log().commit();
    }

    private Connection locking(String... tables) throws SQLException {
        Connection other = TestPostgres.connect();
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            for (String table : tables) {
                statement.execute("LOCK TABLE " + place.schema() + "." + table + " IN ACCESS EXCLUSIVE MODE");
            }
        }
        return other;
    }

    private boolean saysWhichWaits(String stream) {
        return bench.storage().problems().stream().anyMatch(problem -> problem.contains(stream + " waits"));
    }

    private void expectAll(StreamKey key, OneStream stream, int count) {
        List<Long> all = LongStream.rangeClosed(1, count).boxed().toList();
        assertEquals(all, stream.sequences(), "before the restart");
        bench.restart();
        assertEquals(all, bench.open(key).sequences(), "after the restart");
    }

    @Test
    void onlyTheStreamItBelongsToWaits() throws SQLException {
        long ticket;
        try (Connection other = locking("nj_m_1_1")) {
            ticket = append(orders, 2);
            append(parts, 2);
            parts.commitAndWait();
            Patience.await("it is known which", () -> saysWhichWaits("$G > ORDERS"));

            long start = System.nanoTime();
            for (int number = 3; number <= 40; number++) {
                ticket = append(orders, number);
                append(parts, number);
                parts.commitAndWait();
            }
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(took < 4_000, () -> "38 commits of the other stream took " + took + " ms");
            assertEquals(1, orders.told().ticket());
            other.rollback();
        }
        long last = ticket;
        Patience.await("commit " + last + " is told", () -> orders.told().ticket() >= last);
        assertTrue(
                bench.storage().problems().isEmpty(), () -> "" + bench.storage().problems());
        String lines = String.join("\n", place.log().lines());
        assertTrue(place.log().says("ERR PostgreSQL: stream $G > ORDERS waits, the others go on: "), lines);
        assertTrue(place.log().says("look into pg_locks"), lines);
        assertTrue(place.log().says("INF PostgreSQL: stream $G > ORDERS is written again"), lines);
        expectAll(Bench.ORDERS, orders, 40);
    }

    /// Some fail in mid-commit, and nobody knows whether they were through: whoever asks has to wait for the lock too.
    @Test
    void connectionsThatAreKilledMeanwhileLoseNothing() throws SQLException {
        int number = 1;
        for (int round = 0; round < 10; round++) {
            long ticket = 0;
            try (Connection other = locking("nj_m_1_1")) {
                for (int i = 0; i < 30; i++) {
                    ticket = append(orders, ++number);
                    append(parts, number);
                    if (i == 10 || i == 13 + round) {
                        TestPostgres.run("SELECT pg_terminate_backend(pid)" + OURS);
                    }
                }
                parts.commitAndWait();
                other.rollback();
            }
            long last = ticket;
            Patience.await("commit " + last + " is told", () -> orders.told().ticket() >= last);
        }
        List<Long> all = LongStream.rangeClosed(1, number).boxed().toList();
        assertEquals(all, parts.sequences());
        expectAll(Bench.ORDERS, orders, number);
    }

    @Test
    void whatWaitsForTheLockTakesNoRoomFromTheOthers() throws SQLException {
        int number = 1;
        try (Connection other = locking("nj_m_1_1")) {
            append(orders, ++number);
            Patience.await("it is known which", () -> saysWhichWaits("$G > ORDERS"));
            int from = number;
            StorageFullException full = assertThrows(StorageFullException.class, () -> {
                for (int next = from + 1; next < 10_000; next++) {
                    append(orders, next);
                }
            });
            assertTrue(String.valueOf(full.getMessage()).contains("another session holds a lock"), full::getMessage);
            number = (int) orders.state().lastSequence();
            for (int next = 2; next <= 3_000; next++) {
                append(parts, next);
                if (next % 500 == 0) {
                    parts.commitAndWait();
                }
            }
            other.rollback();
        }
        orders.commitAndWait();
        append(orders, number + 1);
        orders.commitAndWait();
        assertEquals(3_000, parts.state().messages());
        expectAll(Bench.ORDERS, orders, number + 1);
    }

    /// Marks of all streams are in one table: what has no part in it goes on.
    @Test
    void aTableOfAllStreamsHoldsUpThoseThatNeedIt() throws SQLException {
        orders.define("worker", "definition");
        orders.commitAndWait();
        try (Connection other = locking("nj_mark", "nj_consumer_state")) {
            orders.save("worker", "state 1");
            append(orders, 2);
            orders.log().remove(1, false);
            long removed = orders.log().commit();
            append(parts, 2);
            parts.commitAndWait();
            orders.save("worker", "state 2");
            append(orders, 3);
            long ticket = orders.log().commit();
            Patience.await("it is known which", () -> saysWhichWaits("$G > ORDERS"));
            assertTrue(orders.told().ticket() < removed);
            other.rollback();
            Patience.await("both commits are told", () -> orders.told().ticket() >= ticket);
        }
        bench.restart();
        OneStream again = bench.open(Bench.ORDERS);
        assertEquals(List.of(2L, 3L), again.sequences());
        assertEquals("state 2", requireNonNull(again.consumer("worker")).state());
    }

    /// What nobody was told of may be lost when the server ends, and nothing else.
    @Test
    void aServerThatEndsMeanwhileDoesNotWaitForLong() throws SQLException {
        try (Connection other = locking("nj_m_1_1")) {
            append(orders, 2);
            append(parts, 2);
            parts.commitAndWait();
            Patience.await("it is known which", () -> saysWhichWaits("$G > ORDERS"));
            long start = System.nanoTime();
            assertThrows(StorageException.class, orders.stored()::close);
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(took < 1_000, () -> "closing the stream took " + took + " ms");
            bench.crash();
            other.rollback();
        }
        assertEquals(1, bench.open(Bench.ORDERS).sequences().getFirst());
        assertEquals(List.of(1L, 2L), bench.open(PARTS).sequences());
    }

    @Test
    void aStreamThatIsDeletedMeanwhileIsGoneInTheEnd() throws SQLException {
        try (Connection other = locking("nj_m_1_1")) {
            append(orders, 2);
            Patience.await("it is known which", () -> saysWhichWaits("$G > ORDERS"));
            assertThrows(StorageException.class, orders.stored()::close);
            assertThrows(StorageException.class, () -> bench.storage().delete(Bench.ORDERS));
            other.rollback();
        }
        Patience.await("it is gone", () -> bench.storage().streams().equals(List.of(PARTS)));
    }
}
