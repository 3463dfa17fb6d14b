package io.natterjack.app.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a heap counts as full.
final class HeapRoomTest {
    @ParameterizedTest(name = "{0} of {1} bytes are alive")
    @CsvSource({"0, 1000, false", "800, 1000, false", "801, 1000, true", "1000, 1000, true", "1000, -1, false"})
    void moreThanFourFifthsAreFull(long alive, long max, boolean full) {
        assertEquals(full, HeapRoom.isFull(alive, max));
    }

    @Test
    void aHeapThatIsHardlyUsedHasRoom() {
        assertFalse(HeapRoom.ofThisProcess().getAsBoolean());
    }
}
