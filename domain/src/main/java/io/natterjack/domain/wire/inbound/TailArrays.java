package io.natterjack.domain.wire.inbound;

import org.jspecify.annotations.Nullable;

/// Large arrays that the clients of one lane use in turn, so that a series of large messages does not need one for
/// each. Confined to the lane.
public final class TailArrays {
    private static final int KEPT_MAX = 4;
    private static final int KEPT_LENGTH_MAX = 2 << 20;

    private final byte[] @Nullable [] kept = new byte[KEPT_MAX][];

    /// An array with room for so many bytes, whatever is in it.
    byte[] take(int length) {
        int best = -1;
        for (int i = 0; i < kept.length; i++) {
            if (length(i) >= length && (best < 0 || length(i) < length(best))) {
                best = i;
            }
        }
        byte[] array = best < 0 ? null : kept[best];
        if (array != null) {
            kept[best] = null;
            return array;
        }
        int rounded = Integer.highestOneBit(length) << 1;
        return new byte[rounded <= KEPT_LENGTH_MAX ? rounded : length];
    }

    /// Takes an array back that nobody looks at any more. Of too many, the largest stay.
    void give(byte[] array) {
        if (array.length > KEPT_LENGTH_MAX) {
            return;
        }
        int smallest = 0;
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] == null) {
                kept[i] = array;
                return;
            }
            smallest = length(i) < length(smallest) ? i : smallest;
        }
        if (length(smallest) < array.length) {
            kept[smallest] = array;
        }
    }

    private int length(int index) {
        byte[] array = kept[index];
        return array == null ? 0 : array.length;
    }
}
