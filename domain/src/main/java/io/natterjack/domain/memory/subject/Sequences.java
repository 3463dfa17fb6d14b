package io.natterjack.domain.memory.subject;

import java.util.Arrays;

/// Ascending numbers, as a piece of an array that grows at its end. Taking one out moves the shorter side, so that
/// taking from either end, or close to it, costs next to nothing.
public final class Sequences {
    private static final int LENGTH_MIN = 4;

    private long[] numbers = new long[LENGTH_MIN];
    private int from;
    private int to;

    /// Only if there is one.
    long first() {
        return numbers[from];
    }

    /// Only if there is one.
    long last() {
        return numbers[to - 1];
    }

    /// @param number · above all that are there
    public void add(long number) {
        if (to == numbers.length) {
            makeRoom();
        }
        numbers[to++] = number;
    }

    private void makeRoom() {
        int size = to - from;
        int length = Math.max(LENGTH_MIN, size < numbers.length / 2 ? numbers.length : numbers.length * 2);
        numbers = copy(length, size);
    }

    private long[] copy(int length, int size) {
        long[] copy = length == numbers.length ? numbers : new long[length];
        System.arraycopy(numbers, from, copy, 0, size);
        from = 0;
        to = size;
        return copy;
    }

    /// Takes a number out that is there.
    public void remove(long number) {
        int at = Arrays.binarySearch(numbers, from, to, number);
        if (at - from < to - at) {
            System.arraycopy(numbers, from, numbers, from + 1, at - from);
            from++;
        } else {
            System.arraycopy(numbers, at + 1, numbers, at, to - at - 1);
            to--;
        }
        int size = to - from;
        if (numbers.length > LENGTH_MIN && size < numbers.length / 8) {
            numbers = copy(numbers.length / 2, size);
        }
    }

    /// The lowest that is not below a number; 0 if there is none.
    public long atOrAbove(long number) {
        int index = indexAtOrAbove(number);
        return index == to ? 0 : numbers[index];
    }

    /// The highest that is not above a number; 0 if there is none.
    long atOrBelow(long number) {
        int index = number == Long.MAX_VALUE ? to : indexAtOrAbove(number + 1);
        return index == from ? 0 : numbers[index - 1];
    }

    /// How many there are from one number to another, both included.
    int count(long low, long high) {
        int end = high == Long.MAX_VALUE ? to : indexAtOrAbove(high + 1);
        return Math.max(0, end - indexAtOrAbove(low));
    }

    private int indexAtOrAbove(long number) {
        int found = Arrays.binarySearch(numbers, from, to, number);
        return found < 0 ? -found - 1 : found;
    }
}
