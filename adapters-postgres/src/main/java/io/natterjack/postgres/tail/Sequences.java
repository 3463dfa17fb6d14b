package io.natterjack.postgres.tail;

import java.util.Arrays;

/// Numbers in the order in which they came. Confined.
public final class Sequences {
    private long[] values = {};
    private int size;

    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(8, size * 2));
        }
        values[size++] = value;
    }

    void addAll(Sequences others) {
        for (int i = 0; i < others.size; i++) {
            add(others.values[i]);
        }
    }

    public int size() {
        return size;
    }

    /// A copy, ascending.
    public long[] sorted() {
        long[] copy = Arrays.copyOf(values, size);
        Arrays.sort(copy);
        return copy;
    }
}
