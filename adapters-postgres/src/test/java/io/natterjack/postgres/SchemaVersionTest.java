package io.natterjack.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.storage.Outbox;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.postgres.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Schemas that other versions of the server have left behind.
final class SchemaVersionTest {
    private static final List<String> SCRIPTS = List.of("0001-streams.sql", "0002-views.sql", "0003-outbox.sql");

    /// What a server had left in its tables: messages 1 to 5 without 4, of which the first was not to be seen any more,
    /// and two consumers, one of them with two states.
    private static final String CONTENTS = """
            INSERT INTO nj_stream (account, name, durability, compressed, first_seq, definition)
                VALUES ('$G', 'ORDERS', 'DISK', false, 1, 'how it was');
            CREATE TABLE nj_m_1 (seq bigint NOT NULL, time bigint NOT NULL, flags smallint NOT NULL,
                subject bytea NOT NULL, headers bytea, payload bytea NOT NULL, PRIMARY KEY (seq))
                PARTITION BY RANGE (seq);
            CREATE TABLE nj_m_1_1 PARTITION OF nj_m_1 FOR VALUES FROM (1) TO (5);
            CREATE TABLE nj_m_1_5 PARTITION OF nj_m_1 FOR VALUES FROM (5) TO (9);
            INSERT INTO nj_leaf VALUES (1, 1, 5), (1, 5, 9);
            INSERT INTO nj_m_1 VALUES (1, 1001, 0, 'orders.1', NULL, 'one'), (2, 1002, 0, 'orders.2', NULL, 'two'),
                (3, 1003, 0, 'orders.3', E'NATS/1.0\\r\\nA: b\\r\\n\\r\\n'::text::bytea, 'three'),
                (5, 1005, 0, 'orders.5', NULL, 'five');
            INSERT INTO nj_mark VALUES (1, 7, 1, 3, 1003), (1, 9, 2, 5, 1005);
            INSERT INTO nj_consumer VALUES (1, 'pull', 'by hand'), (1, 'fresh', 'new');
            INSERT INTO nj_consumer_state VALUES (1, 'pull', 7, 'near'), (1, 'pull', 9, 'far');
            INSERT INTO nj_garbage (kind, name) VALUES ('TABLE', 'nj_m_0');
            UPDATE nj_server SET epoch = 17""";

    private final SchemaPlace place = new SchemaPlace();
    private final Bench bench = new Bench(place, SchemaPlace.CAPABILITIES);

    @AfterEach
    void cleanUp() {
        place.close();
    }

    private static byte[] script(String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(Schema.class.getResourceAsStream(name), name)) {
            return resource.readAllBytes();
        }
    }

    private void run(String sql) {
        TestPostgres.run("SET search_path = " + place.schema() + "; " + sql);
    }

    private String ask(String sql) {
        return TestPostgres.ask(sql.replace("FROM ", "FROM " + place.schema() + "."));
    }

    @Test
    void aNewerOneIsRefused() {
        bench.shut();
        run("INSERT INTO nj_schema VALUES (99)");
        StorageException refused = assertThrows(StorageException.class, place::open);
        String why = String.valueOf(refused.getMessage());
        assertTrue(why.contains("has version 99") && why.contains("used by a newer server"), why);
    }

    /// Somebody has run them already, and would never get the change.
    @ParameterizedTest
    @CsvSource({
        "0001-streams.sql, 09b24df73676a7c46dc4d4917643cb4f894b7985664e41ab72a2f73432fea7e2",
        "0002-views.sql, 560b5cd394aff53a7091e2e6abb28d5cd6401a32a68d3df5bb40a3715e055b0e",
        "0003-outbox.sql, a867affbc7848e41c75a957558b5020c0b0d8252af65e4b6adb770b5e7806720",
        "0004-roles.sql, 0f4d78b50f73860cb6b4018e045209a6a16fa9e13095e9075639d564f6cde29e",
        "0005-outbox-streams.sql, e247ce234d4c69cf01219237d1d788932292b4d27085f42da38d2742b04f7a3f",
        "0006-buckets.sql, e5faaa732e71095ecb8101b049bcd489426106fddf044c16df596f701b8481b6",
    })
    void whatWasReleasedIsNotChanged(String script, String sha256) throws IOException, NoSuchAlgorithmException {
        String found =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script(script)));
        assertEquals(sha256, found, "add another script instead of changing " + script);
    }

    /// Made by the scripts of then, and filled without any code of today.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anOlderOneIsBroughtUpToDateWithWhatItHolds(int version) throws IOException {
        bench.shut();
        String latest = ask("SELECT max(version) FROM nj_schema");
        place.close();
        TestPostgres.run("CREATE SCHEMA " + place.schema());
        run("CREATE TABLE nj_schema (version int PRIMARY KEY, since timestamptz NOT NULL DEFAULT now())");
        for (int script = 1; script <= version; script++) {
            run(new String(script(SCRIPTS.get(script - 1)), UTF_8));
            run("INSERT INTO nj_schema VALUES (" + script + ")");
        }
        run(CONTENTS);
        if (version == SCRIPTS.size()) {
            run("INSERT INTO nj_outbox (stream, subject, payload) VALUES (1, 'orders.6', 'waits')");
        }

        bench.restart();

        assertEquals(latest, ask("SELECT max(version) FROM nj_schema"));
        assertEquals("18", ask("SELECT epoch FROM nj_server"));
        OneStream orders = bench.open(Bench.ORDERS);
        expectContents(orders);
        if (version == SCRIPTS.size()) {
            expectInOutbox(orders);
        }
        orders.append(new Message(6, 1006, 0, "orders.6", "", "six"));
        orders.commitAndWait();
        assertEquals(List.of(2L, 3L, 5L, 6L), bench.reopen(orders, Bench.ORDERS).sequences());
        Patience.await(
                "what was to be dropped is",
                () -> ask("SELECT count(*) FROM nj_garbage").equals("0"));
        bench.shut();
    }

    private static void expectContents(OneStream orders) {
        assertArrayEquals("how it was".getBytes(UTF_8), orders.stored().definition());
        assertEquals(List.of(2L, 3L, 5L), orders.sequences());
        assertEquals(List.of("4-4"), orders.missing());
        assertEquals(new Message(3, 1003, 0, "orders.3", "NATS/1.0\r\nA: b\r\n\r\n", "three"), orders.read(3));
        assertEquals(new Message(5, 1005, 0, "orders.5", "", "five"), orders.read(5));
        assertArrayEquals("by hand".getBytes(UTF_8), orders.consumers().definition("pull"));
        assertArrayEquals("far".getBytes(UTF_8), orders.consumers().state("pull"));
        assertNull(orders.consumers().state("fresh"));
    }

    private static void expectInOutbox(OneStream orders) {
        Outbox outbox = (Outbox) orders.stored();
        StoredMessage shown = new StoredMessage();
        outbox.listen(() -> {});
        Patience.await("it is shown", () -> outbox.next(shown));
        assertEquals("waits", Message.from(shown).body());
    }
}
