package io.natterjack.postgres;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StreamOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whether PostgreSQL has synced its log when a message counts as stored.
final class DurabilityTest {
    private static final StreamOptions LAX = new StreamOptions(Durability.PAGE_CACHE, false, 1);

    private final Bench bench = new Bench(new SchemaPlace(), SchemaPlace.CAPABILITIES);

    @AfterEach
    void cleanUp() {
        bench.close();
    }

    /// Of so many messages, how many were synced when they counted as stored. PostgreSQL writes to its log for its own
    /// sake too, so hardly ever are all of them, and hardly ever none.
    private static int synced(OneStream stream, int from, int to) {
        int synced = 0;
        for (int sequence = from; sequence < to; sequence++) {
            stream.append(Message.of(sequence, "orders", "one"));
            stream.commitAndWait();
            synced += TestPostgres.ask("SELECT pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn()")
                            .equals("t")
                    ? 1
                    : 0;
        }
        return synced;
    }

    @Test
    void aStreamIsAsDurableAsItWasOpenedNotAsItWasMade() {
        OneStream orders = bench.create(Bench.ORDERS, LAX);
        synced(orders, 1, 21);
        bench.restart();

        int synced = synced(bench.open(Bench.ORDERS, Durability.DISK), 21, 41);
        assertTrue(synced > 10, synced + " of 20");
    }
}
