package io.natterjack.postgres;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.storage.StorageAwayException;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// How long the owner of streams, who has others to look after, is held up by a database that does not answer.
final class StallTest {
    private static final long BOUND_MILLIS = 3_000;
    private static final long AT_ONCE_MILLIS = 100;
    private static final int MESSAGES = 300;
    private static final int ROWS = 1_000;
    private static final StreamKey PARTS = new StreamKey("$G", "PARTS");

    private final OwnPostgres postgres;
    private final SchemaPlace place;
    private final Bench bench;
    private OneStream orders;
    private OneStream parts;

    StallTest(@TempDir Path folder) {
        postgres = OwnPostgres.start(folder.resolve("data"));
        place = new SchemaPlace(postgres.url()).with("cache", "1MB");
        bench = new Bench(place, SchemaPlace.CAPABILITIES);
    }

    /// The first messages of both streams are in the database only.
    @BeforeEach
    void fill() {
        orders = bench.orders();
        parts = bench.create(PARTS, StreamOptions.DEFAULT);
        for (OneStream stream : List.of(orders, parts)) {
            for (int number = 1; number <= MESSAGES; number++) {
                stream.append(Message.of(number, "subject", "x".repeat(10_000)));
                stream.commitAndWait();
            }
        }
    }

    @AfterEach
    void cleanUp() {
        try {
            bench.close();
        } finally {
            postgres.close();
        }
    }

    private static long millis(Executable call) {
        long start = System.nanoTime();
        assertDoesNotThrow(call);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static StorageException fails(long boundMillis, Executable call) {
        List<StorageException> failures = new ArrayList<>();
        long took = millis(() -> failures.add(assertThrows(StorageException.class, call)));
        assertTrue(took < boundMillis, () -> "took " + took + " ms: " + failures);
        return failures.getFirst();
    }

    private static String subject(OneStream stream, long sequence) {
        Message message = stream.read(sequence);
        return message == null ? "" : message.subject();
    }

    private static boolean canBeRead(OneStream stream) {
        try {
            return subject(stream, 1).equals("subject");
        } catch (StorageException _) {
            return false;
        }
    }

    private void make(String name) {
        bench.create(new StreamKey("$G", name), StreamOptions.DEFAULT);
    }

    @Test
    void aDatabaseThatDoesNotAnswerHoldsUpItsOwnerOnce() {
        postgres.hold();
        try {
            StorageException silent = fails(BOUND_MILLIS, () -> orders.read(1));
            assertTrue(String.valueOf(silent.getMessage()).contains("the database does not answer"), silent::toString);
            for (int i = 2; i < 50; i++) {
                long sequence = i;
                fails(AT_ONCE_MILLIS, () -> orders.read(sequence));
                fails(AT_ONCE_MILLIS, () -> parts.read(sequence));
            }
            fails(AT_ONCE_MILLIS, () -> make("MORE"));
            parts.append(Message.of(MESSAGES + 1, "subject", "waits"));
            fails(AT_ONCE_MILLIS, parts.stored()::close);
            fails(AT_ONCE_MILLIS, () -> bench.storage().delete(PARTS));
            Patience.await(
                    "it is known why",
                    () -> bench.storage().problems().toString().contains("the database does not answer"));
        } finally {
            postgres.release();
        }
        Patience.await("all is well", () -> bench.storage().problems().isEmpty());
        assertEquals("subject", subject(orders, 1));
        Patience.await("what was deleted is gone, and its name free", () -> {
            try {
                make("PARTS");
                return true;
            } catch (StorageException _) {
                return false;
            }
        });
        make("MORE");
    }

    private int streams() {
        return Integer.parseInt(
                TestPostgres.ask(postgres.url(), "SELECT count(*) FROM " + place.schema() + ".nj_stream"));
    }

    @Test
    void aStreamIsMadeOrNotWithinABound() {
        postgres.hold();
        try {
            fails(BOUND_MILLIS, () -> make("MORE"));
        } finally {
            postgres.release();
        }
        Patience.await("all is well", () -> bench.storage().problems().isEmpty());
        make("MORE");
    }

    @Test
    void aStreamIsChangedOrNotWithinABound() {
        byte[] definition = orders.stored().definition();
        postgres.hold();
        try {
            fails(BOUND_MILLIS, () -> orders.stored().redefine(StreamOptions.DEFAULT, definition));
        } finally {
            postgres.release();
        }
    }

    @Test
    void whatWaitsToBeWrittenIsNotWaitedForLong() {
        postgres.hold();
        try {
            orders.append(Message.of(MESSAGES + 1, "subject", "waits"));
            fails(BOUND_MILLIS, orders.stored()::close);
        } finally {
            postgres.release();
        }
        Patience.await("it is written", () -> count("ORDERS") == MESSAGES + 1);
        bench.storage().delete(Bench.ORDERS);
        assertEquals(1, streams());
    }

    private int count(String view) {
        return Integer.parseInt(
                TestPostgres.ask(postgres.url(), "SELECT count(*) FROM " + place.schema() + ".\"" + view + "\""));
    }

    /// Somebody else's lock on one table is that stream's trouble, and nobody else's.
    @Test
    void aLockedTableHoldsUpItsOwnerForAMoment() throws SQLException {
        try (Connection other = locking("nj_m_1_1")) {
            StorageException locked = fails(BOUND_MILLIS, () -> orders.read(1));
            assertTrue(String.valueOf(locked.getMessage()).contains("look into pg_locks"), locked::toString);
            fails(AT_ONCE_MILLIS, () -> orders.read(2));
            assertTrue(millis(() -> parts.read(1)) < BOUND_MILLIS);
            other.rollback();
        }
        Patience.await("it can be read", () -> canBeRead(orders));
    }

    @Test
    void aLockOnTheListOfStreamsHoldsUpNobodyElse() throws SQLException {
        try (Connection other = locking("nj_stream")) {
            StorageException locked = fails(BOUND_MILLIS, () -> make("MORE"));
            assertTrue(String.valueOf(locked.getMessage()).contains("look into pg_locks"), locked::toString);
            parts.append(Message.of(MESSAGES + 1, "subject", "goes on"));
            parts.commitAndWait();
            assertEquals("subject", subject(parts, 1));
            other.rollback();
        }
        make("MORE");
    }

    /// Puts a view in place of a table, which is silent now and then.
    ///
    /// @param every  · after so many rows
    /// @param silent · seconds
    private void slow(String table, int every, double silent) {
        bench.shut();
        String real = place.schema() + "." + table;
        TestPostgres.run(
                postgres.url(),
                "INSERT INTO " + real + " SELECT n, n, 0, 'subject', NULL, '' FROM generate_series(" + (MESSAGES + 1)
                        + ", " + ROWS + ") AS more (n); ALTER TABLE " + real + " RENAME TO slow; CREATE VIEW " + real
                        + " AS SELECT * FROM " + place.schema() + ".slow WHERE seq % " + every
                        + " > 0 OR pg_sleep(" + silent + ") IS NOT NULL");
        bench.restart();
    }

    @Test
    void aLargeStreamIsOpenedHoweverLongItTakes() {
        slow("nj_m_1_1", 200, 0.8);
        long took = millis(() -> orders = bench.open(Bench.ORDERS));
        assertTrue(took > 3_000, () -> "opening took no more than " + took + " ms");
        assertEquals(ROWS, orders.state().messages());
    }

    /// The thread that opens a stream has others to open.
    @Test
    void aStreamIsNotOpenedWhileTheDatabaseIsSilentInTheMiddleOfIt() {
        slow("nj_m_1_1", ROWS / 2, 30);
        StorageException silent = fails(2 * BOUND_MILLIS, () -> bench.open(Bench.ORDERS));
        assertInstanceOf(StorageAwayException.class, silent);
        assertTrue(String.valueOf(silent.getMessage()).contains("the database does not answer"), silent::toString);
        Patience.await("all is well", () -> bench.storage().problems().isEmpty());
        assertEquals("subject", subject(bench.open(PARTS), 1));
    }

    @Test
    void aStreamWhoseTableIsLockedIsNotOpenedNow() throws SQLException {
        bench.restart();
        try (Connection other = locking("nj_m_1_1")) {
            assertInstanceOf(StorageAwayException.class, fails(BOUND_MILLIS, () -> bench.open(Bench.ORDERS)));
            other.rollback();
        }
        assertEquals(MESSAGES, bench.open(Bench.ORDERS).state().messages());
    }

    private Connection locking(String table) throws SQLException {
        Connection other = DriverManager.getConnection(postgres.url(), "postgres", "postgres");
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.execute("LOCK TABLE " + place.schema() + "." + table + " IN ACCESS EXCLUSIVE MODE");
        }
        return other;
    }
}
