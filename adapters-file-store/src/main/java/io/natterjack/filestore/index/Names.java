package io.natterjack.filestore.index;

import io.natterjack.filestore.record.Bytes;
import java.util.Arrays;

/// Names behind each other in one array, each with its length in front. Confined to its owner, or frozen.
public final class Names {
    private static final int LENGTH_BYTES = 2;

    private byte[] bytes;
    private int end;

    public Names() {
        bytes = new byte[64];
    }

    /// @return the place by which the name is known
    public int add(byte[] name, int from, int to) {
        int length = to - from;
        int needed = Math.addExact(end, LENGTH_BYTES + length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int)
                    Math.max(needed, Math.min(bytes.length * 3L / 2, Integer.MAX_VALUE - 16)));
        }
        int place = end;
        Bytes.putShort(bytes, place, length);
        System.arraycopy(name, from, bytes, place + LENGTH_BYTES, length);
        end = needed;
        return place;
    }

    public boolean equal(int place, byte[] name, int from, int to) {
        return Arrays.equals(bytes, from(place), to(place), name, from, to);
    }

    /// Compares two names byte by byte.
    public int compare(int place, int other) {
        return Arrays.compareUnsigned(bytes, from(place), to(place), bytes, from(other), to(other));
    }

    /// Where the bytes of a name begin in [#array].
    public int from(int place) {
        return place + LENGTH_BYTES;
    }

    /// Where they end.
    public int to(int place) {
        return place + LENGTH_BYTES + Bytes.unsignedShort(bytes, place);
    }

    public byte[] array() {
        return bytes;
    }

    /// What all names take up.
    public int size() {
        return end;
    }

    public void clear() {
        bytes = new byte[64];
        end = 0;
    }
}
