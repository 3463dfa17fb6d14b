package io.natterjack.filestore.index;

import java.util.Arrays;

/// A growing list of numbers. Confined to its owner, or frozen.
public final class Ints {
    private int[] values;
    private int size;

    public Ints() {
        this(new int[16], 0);
    }

    public Ints(int[] values, int size) {
        this.values = values;
        this.size = size;
    }

    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2 + 1);
        }
        values[size++] = value;
    }

    public int get(int index) {
        return values[index];
    }

    public void set(int index, int value) {
        values[index] = value;
    }

    public int size() {
        return size;
    }

    /// The numbers, and perhaps more behind them.
    public int[] array() {
        return values;
    }

    /// Where the first number is that is not below a value, in an ascending list; the size if there is none.
    public int atOrAfter(int value) {
        int found = Arrays.binarySearch(values, 0, size, value);
        return found < 0 ? -found - 1 : found;
    }
}
