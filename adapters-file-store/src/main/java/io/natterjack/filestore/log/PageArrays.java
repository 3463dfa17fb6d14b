package io.natterjack.filestore.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Arrays for the pages of all streams, used again and again: an array of this size is no short-lived garbage.
///
/// Lengths are multiples of [#UNIT_BYTES]. A few megabytes are kept at most, and nothing that is very long.
///
/// **Threading.** Any thread.
public final class PageArrays {
    static final int UNIT_BYTES = 1 << 16;

    private static final int UNITS_MAX = 32;
    private static final int KEPT_BYTES_MAX = 1 << 24;

    private final List<ArrayDeque<byte[]>> byUnits = new ArrayList<>();
    private int keptBytes;

    public PageArrays() {
        for (int units = 0; units <= UNITS_MAX; units++) {
            byUnits.add(new ArrayDeque<>());
        }
    }

    /// An array with room for so many bytes, whatever is in it.
    synchronized byte[] take(int length) {
        int units = Math.ceilDiv(length, UNIT_BYTES);
        if (units > UNITS_MAX) {
            return new byte[length];
        }
        byte[] kept = byUnits.get(units).poll();
        if (kept == null) {
            return new byte[units * UNIT_BYTES];
        }
        keptBytes -= kept.length;
        return kept;
    }

    /// Takes an array back that nobody looks at any more.
    synchronized void give(byte[] array) {
        int units = array.length / UNIT_BYTES;
        boolean fits = array.length % UNIT_BYTES == 0 && units > 0 && units <= UNITS_MAX;
        if (fits && keptBytes + array.length <= KEPT_BYTES_MAX) {
            byUnits.get(units).push(array);
            keptBytes += array.length;
        }
    }
}
