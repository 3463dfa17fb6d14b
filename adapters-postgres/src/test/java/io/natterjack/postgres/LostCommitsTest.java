package io.natterjack.postgres;

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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of streams when the database comes back without what it had confirmed, as a replica does that lagged
/// behind when it took over.
final class LostCommitsTest {
    private static final StreamKey QUIET = new StreamKey("$G", "QUIET");
    private static final StreamKey BUSY = new StreamKey("$G", "BUSY");
    private static final StreamKey STATES = new StreamKey("$G", "STATES");
    private static final StreamKey NEW = new StreamKey("$G", "NEW");

    private final Path data;
    private final Path replica;
    private final OwnPostgres postgres;
    private final SchemaPlace place;
    private final Bench bench;

    LostCommitsTest(@TempDir Path folder) {
        data = folder.resolve("data");
        replica = folder.resolve("replica");
        postgres = OwnPostgres.start(data);
        place = new SchemaPlace(postgres.url());
        bench = new Bench(place, SchemaPlace.CAPABILITIES);
    }

    @AfterEach
    void cleanUp() {
        bench.crash();
        postgres.close();
    }

    private static void append(OneStream stream, int number) {
        stream.append(Message.of(number, "orders", "body"));
        stream.commitAndWait();
    }

    private static void command(String... words) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor());
    }

    private void remember() throws IOException, InterruptedException {
        postgres.stop();
        command("cp", "-a", data.toString(), replica.toString());
        postgres.startAgain();
        Patience.await("it goes on", () -> bench.storage().problems().isEmpty());
    }

    private void failOver() throws IOException, InterruptedException {
        postgres.stop();
        command("rm", "-r", data.toString());
        command("mv", replica.toString(), data.toString());
        postgres.startAgain();
    }

    private boolean isFrozen(StreamKey key) {
        return bench.storage().problems().stream()
                .anyMatch(problem -> problem.contains(key + " is frozen: the database has lost commits"));
    }

    @Test
    void aStreamWhoseCommitsAreLostServesNothingUntilItIsOpenedAgain() throws IOException, InterruptedException {
        OneStream orders = bench.orders();
        OneStream quiet = bench.create(QUIET, StreamOptions.DEFAULT);
        OneStream busy = bench.create(BUSY, StreamOptions.DEFAULT);
        OneStream states = bench.create(STATES, StreamOptions.DEFAULT);
        states.define("one", "{}");
        for (OneStream stream : List.of(orders, quiet, busy, states)) {
            append(stream, 1);
        }
        remember();
        append(orders, 2);
        append(busy, 2);
        states.save("one", "later");
        states.commitAndWait();
        OneStream fresh = bench.create(NEW, StreamOptions.DEFAULT);
        failOver();
        busy.append(Message.of(3, "orders", "body"));
        long ticket = busy.log().commit();

        for (StreamKey key : List.of(Bench.ORDERS, BUSY, STATES, NEW)) {
            Patience.await(key + " is frozen", () -> isFrozen(key));
        }
        assertTrue(busy.told().ticket() < ticket);
        for (long sequence = 1; sequence <= 2; sequence++) {
            long one = sequence;
            assertThrows(StorageException.class, () -> orders.read(one));
        }
        assertThrows(StorageException.class, () -> append(fresh, 1));
        assertTrue(place.log().says("restart this server to go on with what the database has"));
        append(quiet, 2);

        bench.crash();
        bench.restart();
        for (StreamKey key : List.of(Bench.ORDERS, BUSY, STATES)) {
            assertEquals(List.of(1L), bench.open(key).sequences(), key::toString);
        }
        assertEquals(List.of(1L, 2L), bench.open(QUIET).sequences());
    }

    /// What is removed, moved or dropped by the streams themselves is not taken for lost.
    @Test
    void aStreamThatHasRemovedWhatItWroteLastIsNotTakenForOne() throws IOException, InterruptedException {
        OneStream orders = bench.orders();
        OneStream busy = bench.create(BUSY, StreamOptions.DEFAULT);
        OneStream states = bench.create(STATES, StreamOptions.DEFAULT);
        for (int number = 1; number <= 5; number++) {
            append(orders, number);
            append(busy, number);
        }
        states.define("one", "{}");
        states.save("one", "state");
        states.commitAndWait();
        states.consumers().delete("one");
        states.commitAndWait();
        orders.log().remove(5, false);
        orders.commitAndWait();
        orders.log().remove(3, false);
        orders.commitAndWait();
        busy.log().removeThrough(5);
        busy.commitAndWait();
        for (int round = 0; round < 2; round++) {
            remember();
            command("rm", "-r", replica.toString());
        }
        append(orders, 6);
        append(busy, 6);
        append(states, 1);
        assertEquals(List.of(1L, 2L, 4L, 6L), orders.sequences());
        assertEquals(List.of(), bench.storage().problems());
    }
}
