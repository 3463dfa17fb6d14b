package io.natterjack.postgres.index;

import java.util.Arrays;

/// What is known of some messages in a row: sequence, time, subject, size, and the distances to the messages before and
/// after it that have the same subject. Twenty-eight bytes each.
///
/// Sequences only grow, so an entry is found by its distance from the first one if none is missing, and by bisection
/// otherwise. An entry whose message is gone stays, without a subject, until half of the page is gone. Confined.
final class IndexPage {
    static final int ENTRIES_MAX = 4096;

    /// A neighbour is further away than an `int` can say.
    static final int FAR = -1;

    private static final int START = 8;
    private static final int GONE = -1;

    private long base;
    private int size;
    private int live;
    private long timeMax = Long.MIN_VALUE;
    private int[] offset = new int[START];
    private int[] subject = new int[START];
    private int[] bytes = new int[START];
    private int[] before = new int[START];
    private int[] after = new int[START];
    private long[] time = new long[START];

    IndexPage(long firstSequence) {
        base = firstSequence;
    }

    boolean takes(long sequence) {
        return size < ENTRIES_MAX && sequence - base <= Integer.MAX_VALUE;
    }

    int add(long sequence, long timeNanos, int subjectId, int sizeBytes, long sameSubjectBefore) {
        if (size == offset.length) {
            resize(Math.min(ENTRIES_MAX, size * 2));
        }
        int at = size++;
        offset[at] = (int) (sequence - base);
        subject[at] = subjectId;
        bytes[at] = sizeBytes;
        before[at] = sameSubjectBefore == 0 ? 0 : distance(sequence - sameSubjectBefore);
        time[at] = timeNanos;
        after[at] = 0;
        timeMax = Math.max(timeMax, timeNanos);
        live++;
        return at;
    }

    private void resize(int length) {
        offset = Arrays.copyOf(offset, length);
        subject = Arrays.copyOf(subject, length);
        bytes = Arrays.copyOf(bytes, length);
        before = Arrays.copyOf(before, length);
        after = Arrays.copyOf(after, length);
        time = Arrays.copyOf(time, length);
    }

    static int distance(long sequences) {
        return sequences > Integer.MAX_VALUE ? FAR : (int) sequences;
    }

    long base() {
        return base;
    }

    /// Entries, those of missing messages included.
    int size() {
        return size;
    }

    /// Messages.
    int live() {
        return live;
    }

    /// No message of this page is younger.
    long timeMax() {
        return timeMax;
    }

    boolean dense() {
        return live == size && offset[size - 1] == size - 1;
    }

    /// The first entry whose sequence is not below; the size if there is none.
    int ceiling(long sequence) {
        if (sequence <= base) {
            return 0;
        }
        long wanted = sequence - base;
        if (wanted > offset[size - 1]) {
            return size;
        }
        int key = (int) wanted;
        if (key < size && offset[key] == key) {
            return key;
        }
        int at = Arrays.binarySearch(offset, 0, size, key);
        return at < 0 ? -at - 1 : at;
    }

    /// The entry of a message; negative if it is not there.
    int find(long sequence) {
        int at = ceiling(sequence);
        return at < size && sequence(at) == sequence && isLive(at) ? at : GONE;
    }

    boolean isLive(int at) {
        return subject[at] >= 0;
    }

    long sequence(int at) {
        return base + offset[at];
    }

    int subject(int at) {
        return subject[at];
    }

    int bytes(int at) {
        return bytes[at];
    }

    long time(int at) {
        return time[at];
    }

    /// Distance to the message before with the same subject; 0 if there is none.
    int before(int at) {
        return before[at];
    }

    void before(int at, int distance) {
        before[at] = distance;
    }

    /// Distance to the message after with the same subject; 0 if there is none.
    int after(int at) {
        return after[at];
    }

    void after(int at, int distance) {
        after[at] = distance;
    }

    /// Forgets a message.
    void clear(int at) {
        subject[at] = GONE;
        live--;
    }

    /// Frees the room of entries that are gone, if they are many.
    void tidy() {
        if (live * 2 > size || size <= START) {
            return;
        }
        int kept = 0;
        for (int at = 0; at < size; at++) {
            if (isLive(at)) {
                offset[kept] = offset[at];
                subject[kept] = subject[at];
                bytes[kept] = bytes[at];
                before[kept] = before[at];
                after[kept] = after[at];
                time[kept] = time[at];
                kept++;
            }
        }
        size = kept;
        resize(Math.max(kept, 1));
    }
}
