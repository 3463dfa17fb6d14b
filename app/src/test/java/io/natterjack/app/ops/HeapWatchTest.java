package io.natterjack.app.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// When garbage is collected that the collector itself would leave.
final class HeapWatchTest {
    private static final long MEGABYTE = 1 << 20;

    private long used;
    private long alive;
    private int collections;
    private final HeapWatch watch = new HeapWatch(() -> used, () -> alive, 3000 * MEGABYTE, this::collect);

    private void collect() {
        collections++;
        used = alive;
    }

    @Test
    void aSmallHeapIsLeftAlone() {
        used = 150 * MEGABYTE;
        watch.look();
        assertEquals(0, collections);
    }

    @Test
    void garbageIsCollectedOnceThereIsMuchOfIt() {
        alive = 30 * MEGABYTE;
        used = 500 * MEGABYTE;
        watch.look();
        watch.look();
        assertEquals(1, collections);
    }

    @Test
    void whatIsAliveMayDouble() {
        alive = 1000 * MEGABYTE;
        used = 2000 * MEGABYTE;
        watch.look();
        assertEquals(0, collections);
        used = 2200 * MEGABYTE;
        watch.look();
        assertEquals(1, collections);
    }

    @Test
    void aFullHeapIsLookedThroughNowAndThen() {
        alive = 3100 * MEGABYTE;
        used = alive;
        for (int i = 0; i < 10; i++) {
            watch.look();
        }
        assertEquals(2, collections);
        alive = 1000 * MEGABYTE;
        used = alive;
        for (int i = 0; i < 10; i++) {
            watch.look();
        }
        assertEquals(2, collections, "there is room again");
    }
}
