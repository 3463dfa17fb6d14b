package io.natterjack.postgres;

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
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of acknowledged messages when the database fails in the middle of it all: nothing.
final class FaultTest {
    private static final String OURS = " FROM pg_stat_activity WHERE application_name = 'natterjack test'";

    private final SchemaPlace place = new SchemaPlace();
    private final Bench bench = new Bench(place, SchemaPlace.CAPABILITIES);

    @AfterEach
    void cleanUp() {
        bench.close();
    }

    private static void append(OneStream stream, int number) {
        stream.append(Message.of(number, "orders." + number % 7, "body of " + number));
    }

    private void expectAll(OneStream stream, int count) {
        List<Long> all = LongStream.rangeClosed(1, count).boxed().toList();
        assertEquals(all, stream.sequences(), "before the restart");
        assertEquals(all, bench.reopen(stream, Bench.ORDERS).sequences(), "after the restart");
        assertEquals(String.valueOf(count), TestPostgres.ask("SELECT count(*) FROM " + place.schema() + ".\"ORDERS\""));
    }

    private static boolean canBeRead(OneStream stream) {
        try {
            return stream.read(1) != null;
        } catch (StorageException _) {
            return false;
        }
    }

    /// An operator can read what was wrong, and that it is over.
    private void expectLines(String why) {
        String lines = String.join("\n", place.log().lines());
        assertTrue(place.log().says("ERR PostgreSQL: ") && place.log().says(why), lines);
        assertTrue(place.log().says("INF PostgreSQL: writing again"), lines);
    }

    /// Connections are ended by the hundred, whatever they are doing: writing, committing, holding the lock.
    @Test
    void connectionsThatAreKilledInMidCommitLoseNothing() {
        OneStream orders = bench.orders();
        int number = 0;
        for (int round = 0; round < 40; round++) {
            long ticket = 0;
            for (int i = 0; i < 150; i++) {
                append(orders, ++number);
                ticket = orders.log().commit();
                if (i == 20 + round * 3) {
                    TestPostgres.run("SELECT pg_terminate_backend(pid)" + OURS);
                }
            }
            long last = ticket;
            Patience.await("commit " + last + " is told", () -> orders.told().ticket() >= last);
        }
        expectAll(orders, number);
        expectLines("");
    }

    /// The connections that write live on, and are no reason to keep out their own server.
    @Test
    void whenOnlyTheConnectionWithTheLockIsKilledItIsTakenAgain() {
        OneStream orders = bench.orders();
        append(orders, 1);
        orders.commitAndWait();
        String holder = "SELECT max(pid) FROM pg_locks WHERE locktype = 'advisory'"
                + " AND objsubid = 2 AND classid = x'4E4A0001'::int AND objid = "
                + (place.schema().hashCode() & Integer.MAX_VALUE);
        String before = TestPostgres.ask(holder);
        TestPostgres.run("SELECT pg_terminate_backend(" + before + ")");
        Patience.await("another connection has it", () -> {
            String now = TestPostgres.ask(holder);
            return !now.equals("null") && !now.equals(before);
        });
        append(orders, 2);
        orders.commitAndWait();
        bench.create(new StreamKey("$G", "MORE"), StreamOptions.DEFAULT);
        expectAll(orders, 2);
    }

    @Test
    void aReadOnlyDatabaseIsWaitedFor() {
        OneStream orders = bench.orders();
        append(orders, 1);
        orders.commitAndWait();
        TestPostgres.run("ALTER DATABASE postgres SET default_transaction_read_only = on");
        TestPostgres.run("SELECT pg_terminate_backend(pid)" + OURS);
        append(orders, 2);
        long ticket = orders.log().commit();
        Patience.await(
                "it is known why",
                () -> bench.storage().problems().stream().anyMatch(problem -> problem.contains("read-only")));
        assertTrue(orders.told().ticket() < ticket);

        TestPostgres.run("BEGIN READ WRITE; ALTER DATABASE postgres RESET default_transaction_read_only; COMMIT");
        TestPostgres.run("SELECT pg_terminate_backend(pid)" + OURS);

        Patience.await("the commit is told", () -> orders.told().ticket() >= ticket);
        Patience.await("all is well", () -> bench.storage().problems().isEmpty());
        expectLines("cannot execute INSERT in a read-only transaction (25006): the database is read-only: connect to");
        expectAll(orders, 2);
    }

    @Test
    void whatWaitsIsBounded() {
        bench.shut();
        place.with("pending_max", "1MB");
        bench.restart();
        OneStream orders = bench.orders();
        append(orders, 1);
        orders.commitAndWait();
        String table = place.schema() + ".nj_m_1_1";
        int number = 1;
        try (Connection other = TestPostgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
            int more = number;
            StorageFullException full = assertThrows(StorageFullException.class, () -> {
                for (int next = more + 1; next < 10_000; next++) {
                    orders.append(Message.of(next, "orders", "x".repeat(10_000)));
                    orders.log().commit();
                }
            });
            assertTrue(String.valueOf(full.getMessage()).contains("pending_max"), full::getMessage);
            number = (int) orders.state().lastSequence();
            other.rollback();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        orders.commitAndWait();
        append(orders, number + 1);
        orders.commitAndWait();
        expectAll(orders, number + 1);
    }

    /// What is known of each message is in memory, and that has to end somewhere before the memory does.
    @Test
    void thereAreNotMoreMessagesThanCanBeKnown() {
        bench.shut();
        place.with("index_max", "1MB");
        bench.restart();
        OneStream orders = bench.orders();
        StorageFullException full = assertThrows(StorageFullException.class, () -> {
            for (int next = 1; next < 1_000_000; next++) {
                append(orders, next);
                orders.log().commit();
            }
        });
        assertTrue(String.valueOf(full.getMessage()).contains("index_max"), full::getMessage);
        int last = (int) orders.state().lastSequence();
        assertTrue(last > 100_000, () -> "after " + last);
        orders.log().removeThrough(last - 10L);
        orders.commitAndWait();
        append(orders, last + 1);
        orders.commitAndWait();
        assertEquals(11, orders.state().messages());
    }

    @Test
    void aStreamWhoseTableIsGoneIsFrozenAndTheOthersGoOn() {
        OneStream orders = bench.orders();
        append(orders, 1);
        orders.commitAndWait();
        TestPostgres.run("DROP TABLE " + place.schema() + ".nj_m_1_1");
        append(orders, 2);
        long ticket = orders.log().commit();
        Patience.await(
                "the stream is frozen",
                () -> bench.storage().problems().stream().anyMatch(problem -> problem.contains("ORDERS is frozen")));
        assertTrue(orders.told().ticket() < ticket);
        assertThrows(StorageException.class, () -> append(orders, 3));
        // The stream's own complaint is what this test is about; the bench would take it for a defect.
        orders.stored().close();
        bench.crash();
    }

    @Test
    void aRevokedPrivilegeIsWaitedFor() {
        bench.shut();
        String role = "owner_of_" + place.schema();
        String schema = place.schema();
        TestPostgres.run("DROP SCHEMA " + schema + " CASCADE; CREATE ROLE " + role + " LOGIN PASSWORD 'x';"
                + " CREATE SCHEMA " + schema + " AUTHORIZATION " + role);
        place.with("user", role).with("password", "x");
        bench.restart();
        OneStream orders = bench.orders();
        append(orders, 1);
        orders.commitAndWait();
        TestPostgres.run("REVOKE INSERT ON " + schema + ".nj_m_1_1 FROM " + role);
        append(orders, 2);
        long ticket = orders.log().commit();
        Patience.await(
                "it is known why",
                () -> bench.storage().problems().stream()
                        .anyMatch(problem -> problem.contains("permission denied for table nj_m_1_1")));
        assertTrue(orders.told().ticket() < ticket);

        TestPostgres.run("GRANT INSERT ON " + schema + ".nj_m_1_1 TO " + role);

        Patience.await("the commit is told", () -> orders.told().ticket() >= ticket);
        expectLines("permission denied for table nj_m_1_1 (42501): grant the role what it lacks");
        expectAll(orders, 2);
    }

    @Test
    void anExhaustedPoolIsAnErrorForWhoeverReads() throws SQLException {
        bench.shut();
        place.with("writers", "1").with("pool_size", "3").with("cache", "1MB");
        bench.restart();
        OneStream orders = bench.orders();
        for (int number = 1; number <= 400; number++) {
            orders.append(Message.of(number, "orders", "x".repeat(10_000)));
            orders.commitAndWait();
        }
        try (Connection other = TestPostgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + place.schema() + ".nj_stream IN ACCESS EXCLUSIVE MODE");
            List<Thread> stuck = Stream.generate(() ->
                            Thread.ofPlatform().start(() -> bench.storage().streams()))
                    .limit(2)
                    .toList();
            Patience.await(
                    "both connections wait",
                    () -> TestPostgres.ask("SELECT count(*)" + OURS + " AND wait_event_type = 'Lock'")
                            .equals("2"));
            StorageException full = assertThrows(StorageException.class, () -> orders.read(1));
            assertTrue(String.valueOf(full.getMessage()).contains("raise pool_size"), full::getMessage);
            assertTrue(place.log().says("ERR PostgreSQL: all 3 connections are busy: raise pool_size"));
            append(orders, 401);
            orders.commitAndWait();
            other.rollback();
            for (Thread thread : stuck) {
                Patience.await("the reader is through", () -> !thread.isAlive());
            }
        }
        Patience.await("messages can be read again", () -> canBeRead(orders));
        expectAll(orders, 401);
        assertTrue(place.log().says("INF PostgreSQL: connections are free again"));
    }

    @Test
    void aSecondServerIsRefused() {
        StorageException refused =
                assertThrows(StorageException.class, () -> new PostgresStorageProvider().open(place.settings()));
        String why = String.valueOf(refused.getMessage());
        assertTrue(why.contains("in use by another server ('natterjack test'"), why);
        append(bench.orders(), 1);
    }

    @Test
    void aServerThatWasReplacedWritesNoMore() {
        OneStream orders = bench.orders();
        append(orders, 1);
        orders.commitAndWait();
        // As if another server had come and gone while this one had no connection.
        TestPostgres.run("UPDATE " + place.schema() + ".nj_server SET epoch = epoch + 1");
        TestPostgres.run("SELECT pg_terminate_backend(pid)" + OURS);
        append(orders, 2);
        long ticket = orders.log().commit();
        Patience.await(
                "it is known why",
                () -> bench.storage().problems().stream()
                        .anyMatch(problem -> problem.contains("another server has used the schema")));
        assertTrue(orders.told().ticket() < ticket);
        assertEquals("1", TestPostgres.ask("SELECT count(*) FROM " + place.schema() + ".\"ORDERS\""));
        bench.crash();
    }

    /// Whether another server has been here is known before the first connection may write again.
    @Test
    void nothingIsWrittenBeforeItIsKnownThatNobodyElseWasHere() throws SQLException {
        OneStream orders = bench.orders();
        append(orders, 1);
        orders.commitAndWait();
        String table = place.schema() + ".nj_server";
        try (Connection other = TestPostgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE " + table + " SET epoch = epoch + 1; LOCK TABLE " + table);
            statement.execute("SELECT pg_terminate_backend(pid)" + OURS);
            append(orders, 2);
            orders.log().commit();
            Patience.await(
                    "the keeper asks",
                    () -> TestPostgres.ask(
                                    "SELECT count(*)" + OURS + " AND wait_event_type = 'Lock' AND query LIKE '%epoch%'")
                            .equals("1"));
            Patience.await(
                    "a writer asks",
                    () -> TestPostgres.ask("SELECT count(*)" + OURS
                                            + " AND query LIKE '%pg_locks%'"
                                            + " OR query LIKE 'COPY%' OR query LIKE 'COMMIT%'")
                                    .compareTo("0")
                            > 0);
            assertEquals("1", TestPostgres.ask("SELECT count(*) FROM " + place.schema() + ".\"ORDERS\""));
            other.commit();
        }
        Patience.await(
                "it is known why",
                () -> bench.storage().problems().toString().contains("another server has used the schema"));
        assertEquals("1", TestPostgres.ask("SELECT count(*) FROM " + place.schema() + ".\"ORDERS\""));
        bench.crash();
    }
}
