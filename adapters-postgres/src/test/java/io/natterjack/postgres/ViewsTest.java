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

    /// Partitions of other streams will be called so.
    @Test
    void aStreamThatIsCalledLikeATableOfOursIsInNobodysWay() {
        bench.create(new StreamKey("$G", "nj_m_2_1"), StreamOptions.DEFAULT);
        OneStream second = bench.create(new StreamKey("$G", "nj_m_3"), StreamOptions.DEFAULT);
        second.append(message(1, "second", "", "x"));
        second.commitAndWait();
        bench.create(new StreamKey("$G", "nj_outbox"), StreamOptions.DEFAULT);

        assertEquals("stream_1; stream_2; stream_3", ask("view", "streams", "ORDER BY view"));
        assertEquals("second", ask("subject", "stream_2", ""));
    }

    @Test
    void aNameInPlaceOfOneThatIsTakenIsNotTakenEither() {
        String schema = place.schema();
        TestPostgres.run("CREATE TABLE " + schema + ".\"streams_1\" (); CREATE DOMAIN " + schema + ".colour AS text");
        bench.create(new StreamKey("$G", "streams"), StreamOptions.DEFAULT);
        bench.create(new StreamKey("$G", "colour"), StreamOptions.DEFAULT);
        bench.create(new StreamKey("$G", "KV_" + "\uD83D\uDC38".repeat(30)), StreamOptions.DEFAULT);

        assertEquals("streams_1_2; colour_2", ask("view", "streams", "WHERE stream !~ '^KV' ORDER BY view DESC"));
        assertEquals(
                "2",
                ask(
                        "(SELECT count(*) FROM pg_views WHERE schemaname = '" + schema + "' AND viewname IN"
                                + " (view, history_view))::text",
                        "streams",
                        "WHERE stream ~ '^KV'"));
    }

    /// A mirror keeps the subjects of the bucket that it mirrors.
    @Test
    void aMirrorOfABucketShowsItsKeys() {
        OneStream mirror = bench.create(new StreamKey("$G", "KV_b"), StreamOptions.DEFAULT);
        mirror.append(message(1, "$KV.longname.colour.dark", "", "blue"));
        mirror.commitAndWait();

        assertEquals("colour.dark=blue", ask("key || '=' || text", "KV_b", ""));
    }

    @Test
    void headersThatAreNoTextHideNoKeyAndNoDeletion() {
        OneStream bucket = bench.create(new StreamKey("$G", "KV_b"), StreamOptions.DEFAULT);
        bucket.append(message(1, "$KV.b.kept", "NATS/1.0\r\nTag: \u00ff\u0000\r\n\r\n", "here"));
        bucket.append(message(2, "$KV.b.gone", "NATS/1.0\r\nTag: \u00ff\r\nKV-Operation: DEL\r\n\r\n", ""));
        bucket.commitAndWait();

        assertEquals("kept=here", ask("key || '=' || text", "KV_b", ""));
    }

    /// Schemas of servers before have views that were made in another way.
    @Test
    void bucketsOfAnOlderSchemaAreShownAsNewOnes() {
        OneStream bucket = bench.create(new StreamKey("$G", "KV_b"), StreamOptions.DEFAULT);
        bucket.append(message(1, "$KV.longname.colour", "NATS/1.0\r\nTag: \u00ff\r\n\r\n", "blue"));
        bucket.append(message(2, "$KV.longname.gone", DELETED, ""));
        bucket.commitAndWait();
        bench.shut();
        String schema = place.schema();
        TestPostgres.run("SET search_path = " + schema + "; CREATE OR REPLACE VIEW \"KV_b\" AS SELECT ''::text AS key,"
                + " ''::bytea AS value, ''::text AS text, 1::bigint AS revision, now() AS created;"
                + " DELETE FROM nj_schema WHERE version > 5");
        bench.restart();
        bench.open(new StreamKey("$G", "KV_b"));

        assertEquals("colour=blue", ask("key || '=' || text", "KV_b", ""));
    }

    @Test
    void compressionThatIsSwitchedHoldsForWhatComesNext() {
        OneStream orders = bench.orders();
        StreamOptions before = StreamOptions.DEFAULT;
        orders.append(message(1, "orders", "", "x".repeat(100_000)));
        orders.commitAndWait();
        orders.stored().redefine(new StreamOptions(before.durability(), true, 1), new byte[] {1});
        orders.append(message(2, "orders", "", "x".repeat(100_000)));
        orders.commitAndWait();
        orders.stored().redefine(new StreamOptions(before.durability(), false, 1), new byte[] {1});
        orders.append(message(3, "orders", "", "x".repeat(100_000)));
        orders.commitAndWait();

        assertEquals(
                "false; true; false", ask("(pg_column_size(payload) < 50000)::text", "ORDERS", "ORDER BY sequence"));
    }
}
