package io.natterjack.filestore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamState;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Disks that are full, and disks that fail.
final class FullDiskTest {
    private static final Sizes SMALL = new Sizes(1 << 13, 1 << 14, 1 << 14, 1 << 13);

    private final FaultyDisk disk = new FaultyDisk(1);
    private final Harbour harbour = new Harbour(disk, SMALL);
    private final StoredStream orders = harbour.create();
    private final StreamState state = new StreamState();
    private long last;

    private void fillUp() {
        disk.capacity(1 << 18);
        assertThrows(StorageFullException.class, () -> {
            while (true) {
                Harbour.append(orders, last + 1, 100);
                last++;
                orders.log().commit();
                harbour.hands().finish();
            }
        });
        orders.log().state(state);
        assertEquals(last, state.lastSequence());
        assertTrue(last > 500, () -> "only " + last);
    }

    @Test
    void aFullDiskRefusesAndLosesNothing() {
        fillUp();
        disk.losePower();

        StreamState again = new StreamState();
        new Harbour(disk, SMALL).open().log().state(again);

        assertEquals(last, again.messages());
        assertEquals(List.of(), harbour.frozen());
    }

    @Test
    void messagesAreStoredAgainWhenThereIsRoom() {
        fillUp();
        disk.capacity(1 << 20);

        Harbour.append(orders, last + 1, 100);
        long ticket = orders.log().commit();
        harbour.hands().finish();

        assertTrue(harbour.told() >= ticket);
    }

    @Test
    void purgingAFullDiskMakesRoom() {
        fillUp();

        orders.log().removeThrough(last);
        orders.log().commit();
        harbour.hands().finish();
        for (int i = 0; i < 200; i++) {
            Harbour.append(orders, ++last, 100);
            orders.log().commit();
            harbour.hands().finish();
        }

        orders.log().state(state);
        assertEquals(200, state.messages());
    }

    /// Each takes a record of its own, and all together take more than what is reserved in the last segment.
    @Test
    void removingOneByOneFromAFullDiskMakesRoom() {
        fillUp();

        for (long sequence = 1; sequence <= 350; sequence++) {
            assertTrue(orders.log().remove(sequence, false), "message " + sequence);
        }
        orders.log().commit();
        harbour.hands().finish();
        Harbour.append(orders, ++last, 100);

        orders.log().state(state);
        assertEquals(last - 350, state.messages());
    }

    @Test
    void nothingIsToldAfterASyncHasFailed() {
        Harbour.append(orders, 1, 10);
        orders.log().commit();
        harbour.hands().finish();
        long before = harbour.told();
        disk.syncsFail(true);
        Harbour.append(orders, 2, 10);
        orders.log().commit();

        harbour.hands().finish();

        assertEquals(before, harbour.told());
        assertEquals(1, harbour.frozen().size());
        assertFalse(harbour.storage().problems().isEmpty());
        assertThrows(StorageException.class, () -> Harbour.append(orders, 3, 10));
        assertThrows(StorageException.class, () -> orders.log().commit());
        assertTrue(orders.reader().read(2, new StoredMessage()), "reading goes on");
        disk.syncsFail(false);
        orders.close();
        StoredStream again = harbour.open();
        Harbour.append(again, 3, 10);
        again.log().commit();
        harbour.hands().finish();
        assertEquals(1, harbour.frozen().size());
    }
}
