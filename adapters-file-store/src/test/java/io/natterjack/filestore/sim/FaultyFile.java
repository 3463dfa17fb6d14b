package io.natterjack.filestore.sim;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A file, as programs see it and as it is on the medium, in sectors that are written as a whole or not at all.
final class FaultyFile {
    private static final int SECTOR_BYTES = 512;

    private byte[] now = new byte[0];
    private int size;
    private byte[] safe = new byte[0];
    private int safeSize;
    private final BitSet dirty = new BitSet();

    int size() {
        return size;
    }

    int read(byte[] into, int from, int length, int position) {
        int count = Math.max(0, Math.min(length, size - position));
        System.arraycopy(now, Math.min(position, size), into, from, count);
        return count;
    }

    void write(byte[] bytes, int from, int length, int position) {
        int end = position + length;
        if (end > now.length) {
            now = Arrays.copyOf(now, Math.max(end, Math.min(now.length * 2, now.length + (1 << 20))));
        }
        System.arraycopy(bytes, from, now, position, length);
        size = Math.max(size, end);
        if (length > 0) {
            dirty.set(position / SECTOR_BYTES, (end - 1) / SECTOR_BYTES + 1);
        }
    }

    void truncate(int length) {
        if (length < size) {
            Arrays.fill(now, length, size, (byte) 0);
            dirty.set(length / SECTOR_BYTES, (size - 1) / SECTOR_BYTES + 1);
            size = length;
        }
    }

    void sync() {
        if (safe.length < now.length) {
            safe = Arrays.copyOf(safe, now.length);
        }
        for (int i = dirty.nextSetBit(0); i >= 0; i = dirty.nextSetBit(i + 1)) {
            int from = i * SECTOR_BYTES;
            int to = Math.min(now.length, from + SECTOR_BYTES);
            if (to > from) {
                System.arraycopy(now, from, safe, from, to - from);
            }
        }
        dirty.clear();
        safeSize = size;
    }

    /// What is left of it: any of the sectors that were not synced, and a length that may be the old one.
    ///
    /// @param random · null if nothing is left of what was not synced
    FaultyFile afterPowerLoss(@Nullable SplittableRandom random) {
        FaultyFile left = new FaultyFile();
        if (random == null) {
            left.replace(Arrays.copyOf(safe, safeSize));
            return left;
        }
        int length = random.nextBoolean() ? size : safeSize;
        int chance = random.nextInt(5);
        byte[] bytes = Arrays.copyOf(safe, Math.max(length, safe.length));
        for (int i = dirty.nextSetBit(0); i >= 0; i = dirty.nextSetBit(i + 1)) {
            int from = i * SECTOR_BYTES;
            int to = Math.min(Math.min(now.length, bytes.length), from + SECTOR_BYTES);
            if (to > from && random.nextInt(4) < chance) {
                System.arraycopy(now, from, bytes, from, to - from);
            }
        }
        left.replace(Arrays.copyOf(bytes, length));
        return left;
    }

    byte[] copy() {
        return Arrays.copyOf(now, size);
    }

    void replace(byte[] bytes) {
        now = bytes.clone();
        size = bytes.length;
        safe = bytes.clone();
        safeSize = bytes.length;
        dirty.clear();
    }

    FaultyFile duplicate() {
        FaultyFile copy = new FaultyFile();
        copy.replace(copy());
        return copy;
    }
}
