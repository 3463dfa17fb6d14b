package io.natterjack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StreamOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What people see who look with SQL.
final class ViewsTest {
    private static final String DELETED = "NATS/1.0\r\nKV-Operation: DEL\r\n\r\n";

    private final SchemaPlace place = new SchemaPlace();
    private final Bench bench = new Bench(place, SchemaPlace.CAPABILITIES);

    @AfterEach
    void cleanUp() {
        bench.close();
    }

    private String ask(String columns, String view, String rest) {
        return TestPostgres.ask("SELECT string_agg(" + columns + ", '; ') FROM (SELECT * FROM " + place.schema() + ".\""
                + view + "\" " + rest + ") AS seen");
    }

    private static Message message(long sequence, String subject, String headers, String body) {
        return new Message(sequence, Message.EPOCH_NANOS, 0, subject, headers, body);
    }

    @Test
    void aStreamIsAViewOfItsName() {
        OneStream orders = bench.orders();
        orders.append(message(1, "gone", "", ""));
        orders.append(message(2, "orders.1", "NATS/1.0\r\nTag: a:b\r\nTag: c\r\n\r\n", "{\"id\":1}"));
        orders.append(message(3, "orders.2", "", "\u00ff\u00fe"));
        orders.log().removeThrough(1);
        orders.commitAndWait();

        assertEquals(
                "2: orders.1 = {\"id\":1}; 3: orders.2 = -",
                ask("sequence || ': ' || subject || ' = ' || coalesce(text, '-')", "ORDERS", "ORDER BY sequence"));
        assertEquals("{\"Tag\": [\"a:b\", \"c\"]}", ask("headers::text", "ORDERS", "WHERE sequence = 2"));
        assertEquals("fffe", ask("encode(payload, 'hex')", "ORDERS", "WHERE sequence = 3"));
        assertEquals("2024-01-01 00:00:00", ask("(time AT TIME ZONE 'UTC')::text", "ORDERS", "WHERE sequence = 3"));
        assertEquals("$G ORDERS from 2", ask("account || ' ' || stream || ' from ' || first_sequence", "streams", ""));
    }

    @Test
    void aBucketShowsTheLatestOfEachKey() {
        OneStream bucket = bench.create(new StreamKey("ACME", "KV_config"), StreamOptions.DEFAULT);
        bucket.append(message(1, "$KV.config.colour", "", "red"));
        bucket.append(message(2, "$KV.config.size.max", "", "17"));
        bucket.append(message(3, "$KV.config.colour", "", "green"));
        bucket.append(message(4, "$KV.config.old", "", "x"));
        bucket.append(message(5, "$KV.config.old", DELETED, ""));
        bucket.commitAndWait();

        assertEquals(
                "colour=green @3; size.max=17 @2",
                ask("key || '=' || text || ' @' || revision", "ACME.KV_config", "ORDER BY key"));
        assertEquals(
                "5",
                ask("(SELECT count(*) FROM " + place.schema() + ".\"ACME.KV_config.history\")::text", "streams", ""));
    }

    @Test
    void namesThatAreTakenOrTooLongAreFoundInTheListOfStreams() {
        bench.create(new StreamKey("$G", "streams"), StreamOptions.DEFAULT);
        bench.create(new StreamKey("$G", "n".repeat(200)), StreamOptions.DEFAULT);

        assertEquals("streams_1; nnnnnnnnnnnn_2", ask("view", "streams", "ORDER BY view DESC"));
    }
}
