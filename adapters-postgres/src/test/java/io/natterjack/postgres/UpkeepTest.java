package io.natterjack.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.contract.storage.fixture.Picture;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is done in idle moments, and told of what goes wrong by itself.
final class UpkeepTest {
    private static final StreamKey PARTS = new StreamKey("$G", "PARTS");

    private final SchemaPlace place = new SchemaPlace();
    private final Bench bench = new Bench(place, SchemaPlace.CAPABILITIES);

    @AfterEach
    void cleanUp() {
        bench.close();
    }

    private int count(String table) {
        return Integer.parseInt(TestPostgres.ask("SELECT count(*) FROM " + place.schema() + "." + table));
    }

    private void delete(OneStream stream, StreamKey key) {
        stream.close();
        bench.storage().delete(key);
    }

    private Connection holding(String statement) throws SQLException {
        Connection other = TestPostgres.connect();
        other.setAutoCommit(false);
        try (Statement held = other.createStatement()) {
            held.execute(statement);
        }
        return other;
    }

    /// Tables go in the order in which they were left over.
    @Test
    void aTableThatSomebodyNeedsKeepsTheOthersFromNothing() throws SQLException {
        OneStream orders = bench.orders();
        OneStream parts = bench.create(PARTS, StreamOptions.DEFAULT);
        TestPostgres.run("CREATE VIEW " + place.schema() + ".report AS SELECT * FROM " + place.schema() + ".nj_m_1");
        delete(orders, Bench.ORDERS);
        try (Connection reader = holding("SELECT FROM " + place.schema() + ".nj_m_2")) {
            delete(parts, PARTS);
            assertEquals(2, count("nj_garbage WHERE kind = 'TABLE'"));
            reader.rollback();
        }
        Patience.await("the table of the second stream is gone", () -> count("nj_garbage WHERE kind = 'TABLE'") == 1);
        assertTrue(place.log().says("WRN PostgreSQL: tidying up failed, to be tried again: "));

        TestPostgres.run("DROP VIEW " + place.schema() + ".report");
        Patience.await("so is that of the first", () -> count("nj_garbage") == 0);
    }

    /// Whoever holds the lock of the schema has to look after it.
    @Test
    void aLockedTableDoesNotHoldUpWhoTidiesUp() throws SQLException {
        try (Connection other = holding("LOCK TABLE " + place.schema() + ".nj_garbage IN ACCESS EXCLUSIVE MODE")) {
            Patience.await("it is said", () -> place.log().says("another session holds a lock: look into pg_locks"));
            other.rollback();
        }
    }

    @Test
    void oldMarksAreDeletedHoweverOftenTheServerIsStarted() {
        OneStream orders = bench.orders();
        orders.append(Message.of(1, "orders", "first"));
        int number = 1;
        for (int start = 0; start < 4; start++) {
            for (int i = 0; i < 100; i++) {
                orders.append(Message.of(++number, "orders", "more"));
                orders.log().removeThrough(number - 1L);
                orders.commitAndWait();
            }
            orders = bench.reopen(orders, Bench.ORDERS);
        }
        int marks = count("nj_mark");
        assertTrue(marks < 256, () -> marks + " of 400 are left");
        assertEquals(number, orders.state().firstSequence());
    }

    /// A state that is the newest at one cleaning and replaced after it is seen by the next.
    @Test
    void oldStatesAreDeletedAlsoOfConsumersThatSeldomMove() {
        OneStream orders = bench.orders();
        orders.define("busy", "{}");
        orders.define("idle", "{}");
        for (int round = 0; round < 600; round++) {
            orders.save("busy", "busy " + round);
            if (round % 150 == 10) {
                orders.save("idle", "idle " + round);
            }
            orders.commitAndWait();
        }
        int states = count("nj_consumer_state");
        assertTrue(states < 256, () -> states + " of 604 are left");
        assertEquals(1, count("nj_consumer_state WHERE consumer = 'idle'"));
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        Picture.Consumer idle = again.consumer("idle");
        assertTrue(idle != null && idle.toString().contains("idle 460"), () -> String.valueOf(idle));
    }

    /// What servers before have left is not deleted with one statement that takes longer than anybody waits for it.
    @Test
    void whatHasPiledUpIsDeletedInPortions() {
        OneStream orders = bench.orders();
        orders.define("busy", "{}");
        orders.save("busy", "first");
        orders.commitAndWait();
        TestPostgres.run("UPDATE " + place.schema() + ".nj_consumer_state SET version = 20000; INSERT INTO "
                + place.schema() + ".nj_consumer_state SELECT 1, 'busy', v, 'old' FROM generate_series(1, 5000) v;"
                + " INSERT INTO " + place.schema() + ".nj_mark SELECT 1, v, 0, 0, 0 FROM generate_series(1, 100) v");
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        again.save("busy", "second");
        again.commitAndWait();
        assertEquals(5002 + 100 - 1024, count("nj_consumer_state") + count("nj_mark"));
        for (int round = 0; round < 6; round++) {
            again.save("busy", "round " + round);
            again.commitAndWait();
        }
        int left = count("nj_consumer_state") + count("nj_mark");
        assertTrue(left < 140, () -> left + " are left");
    }

    /// A listener must not throw. If one does, operators hear of it instead of a server that says nothing.
    @Test
    void aWriterThatEndsSaysSo() {
        bench.shut();
        place.with("writers", "1");
        bench.restart();
        StoredStream stream = bench.storage().create(PARTS, StreamOptions.DEFAULT, "x".getBytes(UTF_8), new Careless());
        byte[] text = "parts".getBytes(UTF_8);
        stream.log().append(new StoredMessage().at(1, 1, 0).subject(text, 0, 5).payload(text, 0, 0, 5), false);
        stream.log().commit();
        Patience.await(
                "it is known",
                () -> bench.storage().problems().toString().contains("a writer has ended, restart the server"));
        assertTrue(place.log().says("ERR PostgreSQL: a writer has ended, restart the server: "));
    }

    private static final class Careless implements StorageListener {
        @Override
        public void durable(long ticket) {
            throw new IllegalStateException("careless");
        }

        @Override
        public void frozen(String why) {
            throw new IllegalStateException("careless");
        }
    }
}
