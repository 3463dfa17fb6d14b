package io.natterjack.ports.contract.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.contract.storage.fixture.StorageCapability;
import io.natterjack.ports.contract.storage.fixture.StorageFixture;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A place with streams: which there are, and how they come and go.
public interface StorageContract extends StorageFixture {
    @Test
    default void aNewPlaceIsEmptyAndWell(Bench bench) {
        assertEquals(List.of(), bench.storage().streams());
        assertEquals(List.of(), bench.storage().problems());
    }

    @Test
    default void streamsAreListedWhetherOpenOrNot(Bench bench) {
        StreamKey closed = new StreamKey("ACME", "ORDERS");
        bench.orders();
        bench.create(closed, StreamOptions.DEFAULT).close();

        assertEquals(Set.of(Bench.ORDERS, closed), new HashSet<>(bench.storage().streams()));
        assertEquals(2, bench.storage().streams().size());
    }

    @Test
    default void aStreamIsDescribedBeforeItIsOpened(Bench bench) {
        OneStream orders = bench.create(Bench.ORDERS, StreamOptions.DEFAULT, "one");
        orders.fill("a");
        orders.close();

        assertEquals("one", new String(bench.storage().definition(Bench.ORDERS), UTF_8));
        OneStream again = bench.open(Bench.ORDERS);
        again.stored().redefine(StreamOptions.DEFAULT, "two".getBytes(UTF_8));
        again.close();
        assertEquals("two", new String(bench.storage().definition(Bench.ORDERS), UTF_8));
        assertThrows(StorageException.class, () -> bench.storage().definition(new StreamKey("ACME", "NOPE")));
    }

    @Test
    default void aNameIsTakenOnce(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a");

        assertThrows(StorageException.class, bench::orders);
        orders.close();
        assertThrows(StorageException.class, bench::orders);

        assertEquals(List.of(1L), bench.open(Bench.ORDERS).sequences());
    }

    @Test
    default void anUnknownStreamCannotBeOpened(Bench bench) {
        assertThrows(StorageException.class, () -> bench.open(Bench.ORDERS));
        assertEquals(List.of(), bench.storage().streams());
    }

    @Test
    default void aStreamIsOpenedOnce(Bench bench) {
        OneStream orders = bench.orders();

        assertThrows(StorageException.class, () -> bench.open(Bench.ORDERS));

        orders.fill("a");
        assertEquals(List.of(1L), orders.sequences());
    }

    @Test
    default void aClosedStreamIsOpenedWithAllItHas(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a", "b");
        orders.close();

        assertEquals(List.of(1L, 2L), bench.open(Bench.ORDERS).sequences());
    }

    @Test
    default void aDeletedStreamIsGoneForGood(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a", "b");
        orders.define("pull", "definition");
        orders.close();

        bench.storage().delete(Bench.ORDERS);

        assertEquals(List.of(), bench.storage().streams());
        assertThrows(StorageException.class, () -> bench.open(Bench.ORDERS));
        bench.restart();
        assertEquals(List.of(), bench.storage().streams());
        OneStream next = bench.orders();
        assertEquals(List.of(), next.sequences());
        assertEquals(List.of(), next.consumers().names());
        assertEquals(0, next.state().lastSequence());
    }

    @Test
    default void deletingAnUnknownStreamDoesNothing(Bench bench) {
        bench.orders();

        bench.storage().delete(new StreamKey("$G", "ORDER"));

        assertEquals(List.of(Bench.ORDERS), bench.storage().streams());
    }

    @Test
    default void anOpenStreamIsNotDeleted(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a");

        assertThrows(StorageException.class, () -> bench.storage().delete(Bench.ORDERS));

        orders.append(Message.of(2, "b", "still there"));
        assertEquals(List.of(1L, 2L), orders.sequences());
    }

    @Test
    default void aClosedStorageOpensNothing(Bench bench) {
        bench.orders();
        bench.shut();

        bench.storage().close();

        assertThrows(IllegalStateException.class, bench::orders);
        assertThrows(IllegalStateException.class, () -> bench.open(Bench.ORDERS));
    }

    @Test
    default void streamsOutliveTheStorageIfThatIsClaimed(Bench bench) {
        bench.orders().fill("a", "b");

        bench.restart();

        if (bench.can(StorageCapability.PERSISTENT)) {
            assertEquals(List.of(Bench.ORDERS), bench.storage().streams());
            assertEquals(List.of(1L, 2L), bench.open(Bench.ORDERS).sequences());
        } else {
            assertEquals(List.of(), bench.storage().streams());
        }
    }

    @Test
    default void placesAreApart(Bench bench) {
        OneStream orders = bench.orders();
        orders.fill("a");
        try (Bench other = new Bench(this)) {
            assertEquals(List.of(), other.storage().streams());
            assertEquals(List.of(), other.orders().sequences());
        }
        assertEquals(List.of(1L), orders.sequences());
    }

    @Test
    default void aThousandStreamsAreOpenAtTheSameTime(Bench bench) {
        List<StreamKey> keys = IntStream.range(0, 1_000)
                .mapToObj(i -> new StreamKey("A" + i % 7, "S" + i))
                .toList();
        List<OneStream> streams = keys.stream()
                .map(key -> bench.create(key, StreamOptions.DEFAULT))
                .toList();
        for (int i = 0; i < streams.size(); i++) {
            streams.get(i).append(Message.of(1, "subject." + i, "body of " + i));
            streams.get(i).log().commit();
        }

        assertEquals(Set.copyOf(keys), Set.copyOf(bench.storage().streams()));
        if (bench.can(StorageCapability.PERSISTENT)) {
            bench.restart();
            streams = keys.stream().map(bench::open).toList();
        }
        for (int i = 0; i < streams.size(); i++) {
            assertEquals(
                    Message.of(1, "subject." + i, "body of " + i),
                    streams.get(i).read(1));
        }
    }
}
