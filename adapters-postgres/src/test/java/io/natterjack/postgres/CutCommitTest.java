package io.natterjack.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Connections that break after a commit and before its answer: what was said to have failed has not happened, and what
/// was written is there once.
final class CutCommitTest {
    private static final StreamKey PARTS = new StreamKey("$G", "PARTS");
    private static final String COMMIT = "COMMIT";
    private static final int ROUNDS = 2;

    private final int port =
            URI.create(TestPostgres.url().substring("jdbc:".length())).getPort();
    private final CuttingProxy proxy = new CuttingProxy(port);
    private final SchemaPlace place =
            new SchemaPlace(TestPostgres.url().replace("localhost:" + port, "127.0.0.1:" + proxy.port()));
    private final Bench bench = new Bench(place, SchemaPlace.CAPABILITIES);

    @AfterEach
    void cleanUp() {
        try {
            bench.close();
        } finally {
            proxy.close();
        }
    }

    private String ask(String sql) {
        return TestPostgres.ask(sql.replace("FROM ", "FROM " + place.schema() + "."));
    }

    private void isCut(Executable change) {
        proxy.cutAt(COMMIT);
        assertThrows(StorageException.class, change);
        assertTrue(proxy.hasCut());
    }

    private static boolean succeeds(Runnable change) {
        try {
            change.run();
            return true;
        } catch (StorageException _) {
            return false;
        }
    }

    /// Every stream has its table, and every table its stream.
    private void expectStreams(String names) {
        assertEquals(names, ask("SELECT string_agg(name, ',' ORDER BY name) FROM nj_stream"));
        String without =
                "SELECT count(*) FROM nj_stream WHERE to_regclass('" + place.schema() + ".nj_m_' || id) IS NULL";
        assertEquals("0", ask(without));
        String tables = TestPostgres.ask("SELECT count(*) FROM pg_tables WHERE schemaname = '" + place.schema()
                + "' AND tablename ~ '^nj_m_[0-9]+$'");
        assertEquals(ask("SELECT count(*) FROM nj_stream"), tables);
    }

    @Test
    void aStreamIsMadeOnceThoughItsCreationWasCut() {
        isCut(() -> bench.create(PARTS, StreamOptions.DEFAULT));
        Patience.await("its name is free", () -> succeeds(() -> bench.create(PARTS, StreamOptions.DEFAULT, "second")));
        expectStreams("PARTS");
        bench.restart();
        assertArrayEquals("second".getBytes(UTF_8), bench.open(PARTS).stored().definition());
    }

    @Test
    void aStreamIsGoneThoughItsDeletionWasCut() {
        OneStream orders = bench.orders();
        orders.fill("a", "b");
        orders.stored().close();
        bench.create(PARTS, StreamOptions.DEFAULT);
        isCut(() -> bench.storage().delete(Bench.ORDERS));
        Patience.await("its name is free", () -> succeeds(bench::orders));
        expectStreams("ORDERS,PARTS");
        assertEquals(List.of(), bench.reopen(orders, Bench.ORDERS).sequences());
    }

    @Test
    void aChangeIsUndoneThatWasCut() {
        OneStream orders = bench.orders();
        byte[] definition = orders.stored().definition();
        isCut(() -> orders.stored().redefine(StreamOptions.DEFAULT, "changed".getBytes(UTF_8)));
        assertArrayEquals(definition, orders.stored().definition());
        String before = "\\x" + HexFormat.of().formatHex(definition);
        Patience.await(
                "it is as it was",
                () -> ask("SELECT definition::text FROM nj_stream").equals(before));
        assertArrayEquals(
                definition, bench.reopen(orders, Bench.ORDERS).stored().definition());
    }

    /// Rows are a statement by themselves; with the state of a consumer they are a transaction.
    @ParameterizedTest
    @CsvSource({
        "1, false, INSERT 0 1",
        "3, false, INSERT 0 3",
        "400, false, COPY 400",
        "3, true, COMMIT",
        "0, true, INSERT 0 1"
    })
    void whatWasWrittenIsThereOnce(int messages, boolean state, String answer) {
        OneStream orders = bench.orders();
        orders.consumers().define("pull", "how".getBytes(UTF_8));
        orders.commitAndWait();
        int number = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            for (int i = 0; i < messages; i++) {
                number++;
                orders.append(Message.of(number, "orders." + number % 7, "body of " + number));
            }
            if (state) {
                orders.consumers().save("pull", new byte[] {(byte) round}, 0, 1);
            }
            proxy.cutAt(answer);
            orders.commitAndWait();
            assertTrue(proxy.hasCut(), "in round " + round);
        }
        List<Long> all = LongStream.rangeClosed(1, number).boxed().toList();
        OneStream again = bench.reopen(orders, Bench.ORDERS);
        assertEquals(all, again.sequences());
        assertEquals(String.valueOf(number), ask("SELECT count(*) FROM nj_m_1"));
        assertArrayEquals(state ? new byte[] {ROUNDS} : null, again.consumers().state("pull"));
    }
}
