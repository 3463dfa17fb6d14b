package io.natterjack.app.kv;

import io.natterjack.domain.kv.KeyValueException;
import java.util.concurrent.Semaphore;

/// Bounds what is under way to be changed: handed over, and not safe yet. Without it, a caller who does not look at the
/// futures it gets could fill the memory with values that wait for the disk.
///
/// **Threading.** Any thread. Who finds no room waits until there is; room is given back by the server alone, so that
/// it never depends on what the caller does with its futures.
final class ChangeRoom {
    /// Small changes count as this much.
    private static final int CHANGE_BYTES_MIN = 1024;

    private final int permitsMax;
    private final Semaphore permits;

    /// @param bytesMax · of all values together; a value above that has the room for itself
    ChangeRoom(long bytesMax) {
        this.permitsMax = Math.toIntExact(bytesMax / CHANGE_BYTES_MIN);
        this.permits = new Semaphore(permitsMax);
    }

    /// Waits for room.
    ///
    /// @return to be given back to [#leave]
    /// @throws KeyValueException if the thread is interrupted meanwhile, which it still is then; nothing has been
    ///         handed over
    int enter(int valueBytes) {
        int cost = Math.min(permitsMax, 1 + valueBytes / CHANGE_BYTES_MIN);
        try {
            permits.acquire(cost);
            return cost;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new KeyValueException.Refused("interrupted while waiting for room; the change was not made");
        }
    }

    void leave(int cost) {
        permits.release(cost);
    }
}
