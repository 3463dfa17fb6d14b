package io.natterjack.domain.consumer.deliver;

import java.util.Arrays;

/// Collects the last sequence of each subject, as far as it lies within a range. Confined.
final class LastSequences {
    private static final int CAPACITY_MIN = 16;

    private final long from;
    private final long to;
    private long[] sequences = new long[CAPACITY_MIN];
    private int size;

    LastSequences(long from, long to) {
        this.from = from;
        this.to = to;
    }

    boolean visit(byte[] subject, int subjectFrom, int subjectTo, long messages, long first, long last) {
        if (last >= from && last <= to) {
            if (size == sequences.length) {
                sequences = Arrays.copyOf(sequences, 2 * size);
            }
            sequences[size++] = last;
        }
        return true;
    }

    long[] sorted() {
        long[] sorted = Arrays.copyOf(sequences, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
