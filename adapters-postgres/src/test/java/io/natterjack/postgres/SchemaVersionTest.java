package io.natterjack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.storage.StorageException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Schemas that other versions of the server have left behind.
final class SchemaVersionTest {
    private final SchemaPlace place = new SchemaPlace();
    private final Bench bench = new Bench(place, SchemaPlace.CAPABILITIES);

    @AfterEach
    void cleanUp() {
        place.close();
    }

    @Test
    void aNewerOneIsRefused() {
        bench.shut();
        TestPostgres.run("INSERT INTO " + place.schema() + ".nj_schema VALUES (99)");
        StorageException refused = assertThrows(StorageException.class, place::open);
        String why = String.valueOf(refused.getMessage());
        assertTrue(why.contains("has version 99") && why.contains("used by a newer server"), why);
    }

    /// The scripts that come after the first three change what is there, and may be run over what they have made.
    @Test
    void anOlderOneIsBroughtUpToDateWithWhatItHolds() {
        OneStream orders = bench.orders();
        orders.append(Message.of(1, "orders.new", "kept"));
        orders.commitAndWait();
        bench.shut();
        String version = TestPostgres.ask("SELECT max(version) FROM " + place.schema() + ".nj_schema");
        TestPostgres.run("DELETE FROM " + place.schema() + ".nj_schema WHERE version > 3");

        bench.restart();

        assertEquals(List.of(1L), bench.open(Bench.ORDERS).sequences());
        assertEquals(version, TestPostgres.ask("SELECT max(version) FROM " + place.schema() + ".nj_schema"));
        bench.shut();
    }
}
