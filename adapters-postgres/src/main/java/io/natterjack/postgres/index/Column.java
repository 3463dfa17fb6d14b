package io.natterjack.postgres.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Whole numbers, four bytes each while they come, and as few as they take once they are packed: none if all are the
/// same, else one, two or four each. A number that does not fit any more makes all of them wider. Confined.
final class Column {
    private static final int BYTE = 0xff;
    private static final int SHORT = 0xffff;

    private final IndexMemory memory;
    private int length;
    private int lowest;

    /// One of these, or none.
    private int @Nullable [] ints;

    private short @Nullable [] shorts;
    private byte @Nullable [] bytes;

    Column(int length, IndexMemory memory) {
        this.memory = memory;
        this.length = length;
        ints = new int[length];
        memory.add(memoryBytes());
    }

    private long memoryBytes() {
        return (long) length * (ints != null ? Integer.BYTES : shorts != null ? Short.BYTES : bytes != null ? 1 : 0);
    }

    int get(int at) {
        if (bytes != null) {
            return lowest + (bytes[at] & BYTE);
        }
        if (shorts != null) {
            return lowest + (shorts[at] & SHORT);
        }
        return ints == null ? lowest : ints[at];
    }

    void set(int at, int value) {
        if (ints == null && !fits(at, value)) {
            widen();
        }
        if (ints != null) {
            ints[at] = value;
        }
    }

    private boolean fits(int at, int value) {
        long above = (long) value - lowest;
        if (bytes != null && above >= 0 && above <= BYTE) {
            bytes[at] = (byte) above;
            return true;
        }
        if (shorts != null && above >= 0 && above <= SHORT) {
            shorts[at] = (short) above;
            return true;
        }
        return bytes == null && shorts == null && above == 0;
    }

    private void widen() {
        int[] wide = new int[length];
        for (int at = 0; at < length; at++) {
            wide[at] = get(at);
        }
        replace(wide, null, null);
    }

    private void replace(int @Nullable [] wide, short @Nullable [] medium, byte @Nullable [] narrow) {
        memory.add(-memoryBytes());
        ints = wide;
        shorts = medium;
        bytes = narrow;
        memory.add(memoryBytes());
    }

    /// Has room for so many, of which as many as were there before are kept.
    void resize(int changed) {
        memory.add(-memoryBytes());
        ints = ints == null ? null : Arrays.copyOf(ints, changed);
        shorts = shorts == null ? null : Arrays.copyOf(shorts, changed);
        bytes = bytes == null ? null : Arrays.copyOf(bytes, changed);
        length = changed;
        memory.add(memoryBytes());
    }

    /// Takes as little room as it can. All of it counts.
    void pack() {
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (int at = 0; at < length; at++) {
            low = Math.min(low, get(at));
            high = Math.max(high, get(at));
        }
        long span = (long) high - low;
        if (span <= BYTE) {
            byte[] narrow = span == 0 ? null : new byte[length];
            for (int at = 0; narrow != null && at < length; at++) {
                narrow[at] = (byte) (get(at) - low);
            }
            replace(null, null, narrow);
            lowest = low;
        } else if (span <= SHORT) {
            short[] medium = new short[length];
            for (int at = 0; at < length; at++) {
                medium[at] = (short) (get(at) - low);
            }
            replace(null, medium, null);
            lowest = low;
        }
    }

    /// It is not needed any more.
    void release() {
        memory.add(-memoryBytes());
    }
}
