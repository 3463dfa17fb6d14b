package io.natterjack.domain.stream.expiry;

import java.util.Arrays;

/// Sequences in the order in which they expire: a binary heap in two arrays. Confined.
///
/// A message that is gone before its time stays here until then; whoever takes it out finds that it is not there.
public final class ExpiryQueue {
    private long[] dueNanos = new long[16];
    private long[] sequences = new long[16];
    private int size;

    public void add(long sequence, long due) {
        if (size == dueNanos.length) {
            dueNanos = Arrays.copyOf(dueNanos, size * 2);
            sequences = Arrays.copyOf(sequences, size * 2);
        }
        int at = size++;
        while (at > 0 && before(due, sequence, (at - 1) / 2)) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        put(at, sequence, due);
    }

    /// When the next one expires; [Long#MAX_VALUE] if there is none.
    public long nextDueNanos() {
        return size == 0 ? Long.MAX_VALUE : dueNanos[0];
    }

    /// Takes out the next one; only if there is one.
    ///
    /// @return its sequence
    public long remove() {
        long first = sequences[0];
        long due = dueNanos[--size];
        long sequence = sequences[size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && before(dueNanos[child + 1], sequences[child + 1], child)) {
                child++;
            }
            if (!before(dueNanos[child], sequences[child], due, sequence)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, sequence, due);
        return first;
    }

    public void clear() {
        size = 0;
    }

    private boolean before(long due, long sequence, int other) {
        return before(due, sequence, dueNanos[other], sequences[other]);
    }

    private static boolean before(long due, long sequence, long otherDue, long otherSequence) {
        return due < otherDue || (due == otherDue && sequence < otherSequence);
    }

    private void move(int from, int to) {
        put(to, sequences[from], dueNanos[from]);
    }

    private void put(int at, long sequence, long due) {
        sequences[at] = sequence;
        dueNanos[at] = due;
    }
}
