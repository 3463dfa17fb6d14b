package io.natterjack.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Changes that are committed without anybody hearing of it: PostgreSQL waits for a replica that is not there before it
/// answers, and we do not wait so long. What was said to have failed has not happened.
final class UnknownOutcomeTest {
    private static final StreamKey PARTS = new StreamKey("$G", "PARTS");
    private static final byte[] CHANGED = "{\"changed\": true}".getBytes(UTF_8);

    private final OwnPostgres postgres;
    private final SchemaPlace place;
    private final Bench bench;

    UnknownOutcomeTest(@TempDir Path folder) {
        postgres = OwnPostgres.start(folder.resolve("data"));
        place = new SchemaPlace(postgres.url());
        bench = new Bench(place, SchemaPlace.CAPABILITIES);
    }

    @AfterEach
    void cleanUp() {
        try {
            bench.close();
        } finally {
            postgres.close();
        }
    }

    private String ask(String sql) {
        return TestPostgres.ask(postgres.url(), sql);
    }

    private void replica(String name) {
        for (String sql :
                new String[] {"ALTER SYSTEM SET synchronous_standby_names = '" + name + "'", "SELECT pg_reload_conf()"
                }) {
            TestPostgres.run(postgres.url(), sql);
        }
        Patience.await(
                "it is known", () -> ask("SHOW synchronous_standby_names").equals(name));
    }

    private void isCutOffInItsCommit(Executable change) {
        replica("nobody");
        assertThrows(StorageException.class, change);
        replica("");
    }

    @Test
    void aChangeThatWasCutOffIsUndone() {
        OneStream orders = bench.orders();
        byte[] definition = orders.stored().definition();
        isCutOffInItsCommit(() -> orders.stored().redefine(StreamOptions.DEFAULT, CHANGED));
        assertArrayEquals(definition, orders.stored().definition());
        Patience.await("it can be changed again", () -> {
            try {
                orders.stored().redefine(StreamOptions.DEFAULT, definition);
                return true;
            } catch (StorageException _) {
                return false;
            }
        });
        assertArrayEquals(
                definition, bench.reopen(orders, Bench.ORDERS).stored().definition());
    }

    @Test
    void aChangeThatWasCutOffIsUndoneWithoutAnother() {
        OneStream orders = bench.orders();
        String definition = ask("SELECT definition FROM " + place.schema() + ".nj_stream");
        isCutOffInItsCommit(() -> orders.stored().redefine(StreamOptions.DEFAULT, CHANGED));
        Patience.await(
                "it is as it was",
                () -> ask("SELECT definition FROM " + place.schema() + ".nj_stream")
                        .equals(definition));
        bench.reopen(orders, Bench.ORDERS);
    }

    @Test
    void aStreamWhoseCreationWasCutOffIsNotThere() {
        isCutOffInItsCommit(() -> bench.create(PARTS, StreamOptions.DEFAULT));
        Patience.await("it is gone", () -> bench.storage().streams().isEmpty());
    }

    @Test
    void aStreamWhoseDeletionWasCutOffIsGone() {
        bench.orders().stored().close();
        isCutOffInItsCommit(() -> bench.storage().delete(Bench.ORDERS));
        Patience.await("its name is free", () -> {
            try {
                return bench.orders().sequences().isEmpty();
            } catch (StorageException _) {
                return false;
            }
        });
        assertEquals("1", ask("SELECT count(*) FROM " + place.schema() + ".nj_stream"));
    }
}
