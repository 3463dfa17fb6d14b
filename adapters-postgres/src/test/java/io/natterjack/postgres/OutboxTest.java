package io.natterjack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.storage.Outbox;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Messages that applications publish in their own transactions.
final class OutboxTest {
    private final SchemaPlace place = new SchemaPlace();
    private final Bench bench = new Bench(place, SchemaPlace.CAPABILITIES);

    @AfterEach
    void cleanUp() {
        bench.close();
    }

    private String publish(String subject, String body) {
        return "SELECT " + place.schema() + ".publish('ORDERS', '" + subject + "', '" + body + "'::text)";
    }

    /// Does what the broker does when it is told that there is something.
    private static void takeAll(OneStream stream) {
        StoredMessage found = new StoredMessage();
        while (((Outbox) stream.stored()).next(found)) {
            long sequence = stream.state().lastSequence() + 1;
            Message message = Message.from(found);
            stream.append(new Message(
                    sequence, Message.EPOCH_NANOS, 0, message.subject(), message.headers(), message.body()));
            ((Outbox) stream.stored()).taken();
        }
        stream.log().commit();
    }

    private static void takeUntil(OneStream stream, int count) {
        ((Outbox) stream.stored()).listen(() -> {});
        Patience.await(count + " messages arrive", () -> {
            takeAll(stream);
            return stream.state().messages() >= count;
        });
        stream.commitAndWait();
    }

    private List<String> bodies(OneStream stream) {
        List<String> bodies = new ArrayList<>();
        for (long sequence : stream.sequences()) {
            Message message = stream.read(sequence);
            bodies.add(message == null ? "-" : message.body());
        }
        return bodies;
    }

    @Test
    void aMessageComesWithItsTransactionAndInOrder() throws SQLException {
        OneStream orders = bench.orders();
        try (Connection application = TestPostgres.connect();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute(publish("orders.1", "undone"));
            application.rollback();
            for (int i = 1; i <= 700; i++) {
                statement.execute(publish("orders." + i % 3, "done " + i));
            }
            application.commit();
        }
        TestPostgres.run(publish("orders.1", "done 701"));

        takeUntil(orders, 701);

        List<String> expected =
                IntStream.rangeClosed(1, 701).mapToObj(i -> "done " + i).toList();
        assertEquals(expected, bodies(orders));
        assertEquals("0", TestPostgres.ask("SELECT count(*) FROM " + place.schema() + ".nj_outbox"));
    }

    @Test
    void headersComeAlong() {
        OneStream orders = bench.orders();
        TestPostgres.run("SELECT " + place.schema() + ".publish('ORDERS', 'orders.1', 'body'::bytea,"
                + " '{\"Nats-Msg-Id\": \"17\", \"Tag\": [\"a\", \"b\"]}')");

        takeUntil(orders, 1);

        Message message = orders.read(1);
        assertEquals(
                "NATS/1.0\r\nTag: a\r\nTag: b\r\nNats-Msg-Id: 17\r\n\r\n", message == null ? "-" : message.headers());
        assertEquals(
                "{\"Tag\": [\"a\", \"b\"], \"Nats-Msg-Id\": [\"17\"]}",
                TestPostgres.ask("SELECT headers FROM " + place.schema() + ".\"ORDERS\""));
    }

    @Test
    void whateverIsCutOffAMessageIsThereOnce() {
        OneStream orders = bench.orders();
        int published = 0;
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 20; i++) {
                TestPostgres.run(publish("orders.1", "number " + ++published));
            }
            int wanted = published - 5;
            ((Outbox) orders.stored()).listen(() -> {});
            OneStream now = orders;
            Patience.await("most arrive", () -> {
                takeAll(now);
                return now.state().messages() >= wanted;
            });
            bench.crash();
            orders = bench.open(Bench.ORDERS);
        }
        takeUntil(orders, published);
        List<String> expected =
                IntStream.rangeClosed(1, published).mapToObj(i -> "number " + i).toList();
        assertEquals(expected, bodies(orders));
    }

    @Test
    void whatTheStreamRefusesIsKeptWithTheReason() {
        OneStream orders = bench.orders();
        Outbox outbox = (Outbox) orders.stored();
        outbox.listen(() -> {});
        TestPostgres.run(publish("orders.1", "too much"));
        StoredMessage found = new StoredMessage();
        Patience.await("it is shown", () -> outbox.next(found));

        outbox.refused("there is no room");
        orders.commitAndWait();

        assertFalse(outbox.next(found));
        String refused =
                "SELECT reason || ': ' || convert_from(payload, 'UTF8') FROM " + place.schema() + ".nj_refused";
        assertEquals("there is no room: too much", TestPostgres.ask(refused));
        assertEquals("0", TestPostgres.ask("SELECT count(*) FROM " + place.schema() + ".nj_outbox"));
    }

    @Test
    void nonsenseIsRefusedAtOnce() {
        bench.orders();
        for (String subject : List.of("", "a b", "a.*", "a..b", ".a", "a.", "a.>")) {
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> TestPostgres.ask(publish(subject, "x")));
            assertTrue(String.valueOf(refused.getCause()).contains("no subject"), subject);
        }
        String unknown = publish("a", "x").replace("ORDERS", "OTHERS");
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> TestPostgres.ask(unknown));
        assertTrue(String.valueOf(refused.getCause()).contains("there is no stream OTHERS in account $G"));
    }

    /// However much is left, no more than some of it is in memory.
    @Test
    void whatIsFetchedAtATimeIsBoundedByItsSize() {
        OneStream orders = bench.orders();
        for (int number = 0; number < 5; number++) {
            TestPostgres.run("SELECT " + place.schema() + ".publish('ORDERS', 'orders.1', repeat('x', 10000000))");
        }
        Outbox outbox = (Outbox) orders.stored();
        AtomicBoolean told = new AtomicBoolean();
        outbox.listen(() -> told.set(true));
        StoredMessage found = new StoredMessage();
        Patience.await("some are there", told::get);
        int fetched = 0;
        while (outbox.next(found)) {
            outbox.refused("it was only to be counted");
            fetched++;
        }
        assertEquals(2, fetched);

        orders.commitAndWait();
        Patience.await("the others come", () -> outbox.next(found));
    }

    @Test
    void whatIsLongerThanMessagesMayBeIsRefused() {
        OneStream orders = bench.orders();
        TestPostgres.run("SELECT " + place.schema() + ".publish('ORDERS', 'orders.1', repeat('x', 1001));"
                + publish("orders.1", "short"));
        Outbox outbox = (Outbox) orders.stored();
        outbox.payloadMax(1000);

        takeUntil(orders, 1);

        assertEquals(List.of("short"), bodies(orders));
        assertEquals(
                "headers and payload have 1001 bytes, max_payload is 1000",
                TestPostgres.ask("SELECT reason FROM " + place.schema() + ".nj_refused"));
    }

    @Test
    void aTableThatCannotBeReadIsToldAndShown() throws SQLException {
        OneStream orders = bench.orders();
        ((Outbox) orders.stored()).listen(() -> {});
        String what = "cannot be read from table nj_outbox";
        try (Connection other = TestPostgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + place.schema() + ".nj_outbox IN ACCESS EXCLUSIVE MODE");
            Patience.await(
                    "it is shown", () -> bench.storage().problems().toString().contains(what));
            other.rollback();
        }
        Patience.await("it is over", () -> place.log().says("INF PostgreSQL: table nj_outbox is read again"));
        assertEquals(List.of(), bench.storage().problems());
        assertEquals(
                1,
                place.log().lines().stream().filter(line -> line.contains(what)).count());
    }

    /// Whoever has published hears that the stream is gone, or finds the message among the refused.
    @Test
    void whatIsPublishedWhileTheStreamIsDeletedIsNotLost() throws SQLException {
        OneStream orders = bench.orders();
        try (Connection application = TestPostgres.connect();
                Statement statement = application.createStatement()) {
            statement.execute(publish("orders.1", "before"));
            application.setAutoCommit(false);
            statement.execute(publish("orders.1", "meanwhile"));
            orders.stored().close();
            bench.storage().delete(Bench.ORDERS);

            SQLException refused = assertThrows(SQLException.class, application::commit);

            assertTrue(String.valueOf(refused.getMessage()).contains("the_stream_must_be_there"), refused::toString);
        }
        String schema = place.schema();
        assertEquals("0", TestPostgres.ask("SELECT count(*) FROM " + schema + ".nj_outbox"));
        assertEquals(
                "before: the stream was deleted",
                TestPostgres.ask("SELECT string_agg(convert_from(payload, 'UTF8') || ': ' || reason, '; ') FROM "
                        + schema + ".nj_refused"));
    }

    /// An older server may have left them.
    @Test
    void whatIsLeftForAStreamThatIsGoneIsRefusedWhenTheSchemaIsBroughtUpToDate() {
        String schema = place.schema();
        bench.orders();
        bench.shut();
        TestPostgres.run("DELETE FROM " + schema + ".nj_schema WHERE version > 4; ALTER TABLE " + schema
                + ".nj_outbox DROP CONSTRAINT the_stream_must_be_there; INSERT INTO " + schema
                + ".nj_outbox (stream, subject, payload) VALUES (999, 'a', 'lost')");

        bench.restart();

        assertEquals("0", TestPostgres.ask("SELECT count(*) FROM " + schema + ".nj_outbox WHERE stream = 999"));
        assertEquals("the stream was deleted", TestPostgres.ask("SELECT reason FROM " + schema + ".nj_refused"));
    }
}
