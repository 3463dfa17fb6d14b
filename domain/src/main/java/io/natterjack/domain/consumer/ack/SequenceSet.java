package io.natterjack.domain.consumer.ack;

import java.util.Arrays;

/// A set of sequences, kept as runs of neighbours. Confined.
public final class SequenceSet {
    private static final int CAPACITY_MIN = 8;

    /// First and last of each run, ascending.
    private long[] bounds = new long[2 * CAPACITY_MIN];
    private int runs;
    private long size;

    /// How many sequences.
    public long size() {
        return size;
    }

    public int runs() {
        return runs;
    }

    public long runFirst(int run) {
        return bounds[2 * run];
    }

    public long runLast(int run) {
        return bounds[2 * run + 1];
    }

    public boolean contains(long sequence) {
        int run = runAtOrBefore(sequence);
        return run >= 0 && sequence <= runLast(run);
    }

    /// Adds a sequence, which may be there already.
    public void add(long sequence) {
        addRun(sequence, sequence);
    }

    /// Adds one or more sequences, of which none may be there unless it is one alone.
    public void addRun(long first, long last) {
        int before = runAtOrBefore(first);
        if (before >= 0 && first <= runLast(before)) {
            return;
        }
        boolean joinsBefore = before >= 0 && runLast(before) == first - 1;
        boolean joinsAfter = before + 1 < runs && runFirst(before + 1) == last + 1;
        size += last - first + 1;
        if (joinsBefore && joinsAfter) {
            bounds[2 * before + 1] = runLast(before + 1);
            cut(before + 1);
        } else if (joinsBefore) {
            bounds[2 * before + 1] = last;
        } else if (joinsAfter) {
            bounds[2 * before + 2] = first;
        } else {
            insert(before + 1, first, last);
        }
    }

    /// @return false if it was not there
    public boolean remove(long sequence) {
        int run = runAtOrBefore(sequence);
        if (run < 0 || sequence > runLast(run)) {
            return false;
        }
        long first = runFirst(run);
        long last = runLast(run);
        size--;
        if (first == last) {
            cut(run);
        } else if (sequence == first) {
            bounds[2 * run]++;
        } else if (sequence == last) {
            bounds[2 * run + 1]--;
        } else {
            bounds[2 * run + 1] = sequence - 1;
            insert(run + 1, sequence + 1, last);
        }
        return true;
    }

    /// Removes everything up to a sequence.
    public void removeThrough(long sequence) {
        int gone = 0;
        while (gone < runs && runLast(gone) <= sequence) {
            size -= runLast(gone) - runFirst(gone) + 1;
            gone++;
        }
        System.arraycopy(bounds, 2 * gone, bounds, 0, 2 * (runs - gone));
        runs -= gone;
        if (runs > 0 && runFirst(0) <= sequence) {
            size -= sequence - runFirst(0) + 1;
            bounds[0] = sequence + 1;
        }
    }

    public void clear() {
        runs = 0;
        size = 0;
        bounds = new long[2 * CAPACITY_MIN];
    }

    private int runAtOrBefore(long sequence) {
        int low = 0;
        int high = runs - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (runFirst(middle) <= sequence) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private void insert(int run, long first, long last) {
        if (2 * runs == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        System.arraycopy(bounds, 2 * run, bounds, 2 * run + 2, 2 * (runs - run));
        bounds[2 * run] = first;
        bounds[2 * run + 1] = last;
        runs++;
    }

    private void cut(int run) {
        System.arraycopy(bounds, 2 * run + 2, bounds, 2 * run, 2 * (runs - run - 1));
        runs--;
    }
}
