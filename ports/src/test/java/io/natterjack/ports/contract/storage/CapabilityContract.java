package io.natterjack.ports.contract.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.contract.storage.fixture.Picture;
import io.natterjack.ports.contract.storage.fixture.StorageCapability;
import io.natterjack.ports.contract.storage.fixture.StorageFixture;
import io.natterjack.ports.contract.storage.fixture.StoragePlace.Sight;
import io.natterjack.ports.contract.storage.fixture.Texts;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What only some storages can do.
public interface CapabilityContract extends StorageFixture {
    @Test
    default void erasedMessagesCannotBeFoundIfThatIsClaimed(Bench bench) {
        String erased = "the password is toad in the hole";
        String removed = "the recipe is public knowledge";
        OneStream orders = bench.orders();
        orders.fill("a", "b");
        orders.append(Message.of(3, "secret", erased));
        orders.append(Message.of(4, "plain", removed));
        orders.append(Message.of(5, "c", "behind"));
        orders.commitAndWait();
        bench.shut();
        Sight before = bench.place().find(erased);
        assumeTrue(before == Sight.FOUND, "nobody can look into this place");
        bench.restart();

        OneStream again = bench.open(Bench.ORDERS);
        again.log().remove(3, true);
        again.log().remove(4, false);
        again.commitAndWait();
        bench.shut();

        Sight expected = bench.can(StorageCapability.ERASES) ? Sight.ABSENT : Sight.FOUND;
        assertEquals(expected, bench.place().find(erased));
    }

    @Test
    default void compressedStreamsTakeLessRoomIfThatIsClaimed(Bench bench) {
        OptionalLong plain = occupied(bench, new StreamKey("A", "PLAIN"), false);
        OptionalLong both = occupied(bench, new StreamKey("A", "COMPRESSED"), true);

        assumeTrue(plain.isPresent() && both.isPresent(), "nobody can look into this place");
        long plainBytes = plain.getAsLong();
        long compressedBytes = both.getAsLong() - plainBytes;
        boolean less = compressedBytes < plainBytes / 2;
        assertEquals(
                bench.can(StorageCapability.COMPRESSES),
                less,
                "plain took " + plainBytes + " bytes, compressed " + compressedBytes);
    }

    private static OptionalLong occupied(Bench bench, StreamKey key, boolean compressed) {
        OneStream stream = bench.create(key, new StreamOptions(Durability.DISK, compressed, 1));
        String body = "{\"order\":1,\"customer\":\"somebody\",\"amount\":\"12.00\"}".repeat(20);
        for (int i = 1; i <= 24_000; i++) {
            stream.append(Message.of(i, "orders." + i % 10, body));
            if (i % 1_000 == 0) {
                stream.commitAndWait();
            }
        }
        bench.shut();
        OptionalLong bytes = bench.place().occupiedBytes();
        bench.restart();
        return bytes;
    }

    @Test
    default void compressedStreamsAreReadLikeOthers(Bench bench) {
        OneStream orders = bench.create(Bench.ORDERS, new StreamOptions(Durability.DISK, true, 1));
        for (int i = 1; i <= 3_000; i++) {
            orders.append(Message.of(i, "orders." + i % 10, "the same words again and again ".repeat(i % 60)));
        }
        orders.log().remove(70, true);
        orders.log().removeThrough(50);
        Picture before = orders.picture();

        assertEquals(before, bench.reopen(orders, Bench.ORDERS).picture());
    }

    /// What has been told is there after a crash, and what is there is what some call has left behind.
    @Test
    default void whatWasToldSurvivesACrash(Bench bench) {
        assumeTrue(bench.can(StorageCapability.CRASHES), "this storage does not claim to survive crashes");
        OneStream orders = bench.orders();
        orders.fill("a", "b", "a");
        orders.define("pull", "definition");
        orders.save("pull", "state");
        orders.log().remove(2, false);
        Set<Picture> possible = new HashSet<>(Set.of(orders.picture()));
        orders.commitAndWait();
        orders.append(Message.of(4, "b", "4"));
        possible.add(orders.picture());
        orders.append(Message.of(5, "c", "5"), true);
        orders.append(Message.of(6, "c", "6"), true);
        orders.append(Message.of(7, "c", "7"), false);
        possible.add(orders.picture());
        orders.log().removeThrough(3);
        possible.add(orders.picture());
        orders.append(Message.of(8, "d", "8"), true);

        bench.crash();

        Picture after = bench.open(Bench.ORDERS).picture();
        assertTrue(possible.contains(after), () -> after + " is none of " + possible);
    }

    @Test
    default void whatStorageSaysIsDoneSurvivesACrash(Bench bench) {
        assumeTrue(bench.can(StorageCapability.CRASHES), "this storage does not claim to survive crashes");
        StreamKey created = new StreamKey("A", "CREATED");
        StreamKey redefined = new StreamKey("A", "REDEFINED");
        StreamKey deleted = new StreamKey("A", "DELETED");
        bench.create(deleted, StreamOptions.DEFAULT).close();
        OneStream changed = bench.create(redefined, StreamOptions.DEFAULT, "first");
        changed.stored().redefine(StreamOptions.DEFAULT, Texts.utf8("second"));
        bench.storage().delete(deleted);
        bench.create(created, StreamOptions.DEFAULT);

        bench.crash();

        assertEquals(Set.of(created, redefined), Set.copyOf(bench.storage().streams()));
        assertEquals("second", bench.open(redefined).definition());
        assertEquals("definition of " + created, bench.open(created).definition());
    }

    @Test
    default void crashesInARowLoseNothing(Bench bench) {
        assumeTrue(bench.can(StorageCapability.CRASHES), "this storage does not claim to survive crashes");
        bench.orders();
        for (int i = 1; i <= 20; i++) {
            bench.crash();
            OneStream orders = bench.open(Bench.ORDERS);
            assertEquals(i - 1, orders.state().messages());
            orders.append(Message.of(i, "a", "x"));
            orders.commitAndWait();
        }
    }
}
