package io.natterjack.filestore.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.IdentityHashMap;
import org.junit.jupiter.api.Test;

/// What the pages of all streams share.
final class PageArraysTest {
    private static final int MEGABYTE = 1 << 20;

    private final PageArrays arrays = new PageArrays();

    @Test
    void anArrayIsUsedAgainForTheSameLength() {
        byte[] page = arrays.take(100_000);
        assertEquals(2 * PageArrays.UNIT_BYTES, page.length);
        arrays.give(page);
        assertNotSame(page, arrays.take(PageArrays.UNIT_BYTES), "it is another one");
        assertSame(page, arrays.take(2 * PageArrays.UNIT_BYTES), "it is free");
        assertNotSame(page, arrays.take(2 * PageArrays.UNIT_BYTES), "it is in use");
    }

    @Test
    void onlySomeMegabytesAreKept() {
        IdentityHashMap<byte[], Boolean> given = new IdentityHashMap<>();
        for (int i = 0; i < 100; i++) {
            byte[] page = new byte[MEGABYTE];
            given.put(page, true);
            arrays.give(page);
        }
        int kept = 0;
        while (given.containsKey(arrays.take(MEGABYTE))) {
            kept++;
        }
        assertTrue(kept > 0 && kept <= 16, kept + " MiB");
    }

    @Test
    void whatIsVeryLongOrOfAnotherLengthIsNotKept() {
        byte[] huge = arrays.take(9 * MEGABYTE);
        arrays.give(huge);
        assertNotSame(huge, arrays.take(9 * MEGABYTE), "it is another one");
        byte[] small = new byte[1 << 12];
        arrays.give(small);
        assertNotSame(small, arrays.take(1 << 12), "it is another one");
    }
}
