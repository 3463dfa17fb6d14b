package io.natterjack.app.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.kv.KeyValueException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What happens to changes that come faster than they are made.
final class ChangeRoomTest {
    private final ChangeRoom room = new ChangeRoom(4 << 10);

    @Test
    void aChangeWithoutRoomWaitsForOneThatIsMade() throws Exception {
        int small = room.enter(10);
        int large = room.enter(2 << 10);
        CompletableFuture<Integer> late = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> late.complete(room.enter(1 << 10)));
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertFalse(late.isDone());

        room.leave(large);

        assertEquals(2, late.get(10, TimeUnit.SECONDS));
        room.leave(small);
    }

    @Test
    void whatIsLargerThanTheRoomHasItForItself() {
        int all = room.enter(1 << 20);

        room.leave(all);

        assertEquals(all, room.enter(1 << 20));
    }

    @Test
    void whoeverIsInterruptedHasChangedNothing() {
        Thread.currentThread().interrupt();

        assertThrows(KeyValueException.Refused.class, () -> room.enter(1));

        assertTrue(Thread.interrupted());
    }
}
