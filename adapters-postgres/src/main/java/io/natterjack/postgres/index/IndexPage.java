package io.natterjack.postgres.index;

import java.util.List;

/// What is known of some messages in a row: sequence, time, subject, size, and the distances to the messages before and
/// after it that have the same subject. Twenty-eight bytes each while the page fills; once it is full, five or six if
/// none is missing and all are alike, and twenty if they have little in common.
///
/// Sequences only grow, so an entry is found by its distance from the first one if none is missing, and by bisection
/// otherwise. An entry whose message is gone stays, without a subject, until half of the page is gone. Confined.
final class IndexPage {
    static final int ENTRIES_MAX = 4096;

    /// A neighbour is further away than an `int` can say.
    static final int FAR = -1;

    private static final int START = 8;
    private static final int GONE = -1;

    private static final int PAGE_BYTES = 512;

    private final IndexMemory memory;
    private final long base;
    private int room = START;
    private int size;
    private int live;
    private long timeBase;
    private long timeMax = Long.MIN_VALUE;

    /// How much further an entry is from the first one than its place says.
    private final Column gap;

    private final Column subject;
    private final Column bytes;
    private final Column before;
    private final Column after;

    /// Nanoseconds since the first one, in two halves.
    private final Column timeHigh;

    private final Column timeLow;
    private final List<Column> columns;

    IndexPage(long firstSequence, IndexMemory memory) {
        this.memory = memory;
        base = firstSequence;
        gap = new Column(START, memory);
        subject = new Column(START, memory);
        bytes = new Column(START, memory);
        before = new Column(START, memory);
        after = new Column(START, memory);
        timeHigh = new Column(START, memory);
        timeLow = new Column(START, memory);
        columns = List.of(gap, subject, bytes, before, after, timeHigh, timeLow);
        memory.add(PAGE_BYTES);
    }

    boolean takes(long sequence) {
        return size < ENTRIES_MAX && sequence - base <= Integer.MAX_VALUE;
    }

    int add(long sequence, long timeNanos, int subjectId, int sizeBytes, long sameSubjectBefore) {
        if (size == room) {
            resize(Math.min(ENTRIES_MAX, size * 2));
        }
        int at = size++;
        timeBase = at == 0 ? timeNanos : timeBase;
        gap.set(at, (int) (sequence - base) - at);
        subject.set(at, subjectId);
        bytes.set(at, sizeBytes);
        before.set(at, sameSubjectBefore == 0 ? 0 : distance(sequence - sameSubjectBefore));
        timeHigh.set(at, (int) ((timeNanos - timeBase) >> Integer.SIZE));
        timeLow.set(at, (int) (timeNanos - timeBase));
        after.set(at, 0);
        timeMax = Math.max(timeMax, timeNanos);
        live++;
        if (size == ENTRIES_MAX) {
            pack();
        }
        return at;
    }

    private void resize(int changed) {
        room = changed;
        for (Column column : columns) {
            column.resize(changed);
        }
    }

    private void pack() {
        for (Column column : columns) {
            column.pack();
        }
    }

    /// It is not needed any more.
    void release() {
        for (Column column : columns) {
            column.release();
        }
        memory.add(-PAGE_BYTES);
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
        return live == size && gap.get(size - 1) == 0;
    }

    /// The first entry whose sequence is not below; the size if there is none.
    int ceiling(long sequence) {
        if (sequence <= base) {
            return 0;
        }
        long wanted = sequence - base;
        if (wanted > offset(size - 1)) {
            return size;
        }
        int key = (int) wanted;
        int low = 0;
        int high = Math.min(key, size - 1);
        if (offset(high) == key) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (offset(middle) < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int offset(int at) {
        return gap.get(at) + at;
    }

    /// The entry of a message; negative if it is not there.
    int find(long sequence) {
        int at = ceiling(sequence);
        return at < size && sequence(at) == sequence && isLive(at) ? at : GONE;
    }

    boolean isLive(int at) {
        return subject.get(at) >= 0;
    }

    long sequence(int at) {
        return base + offset(at);
    }

    int subject(int at) {
        return subject.get(at);
    }

    int bytes(int at) {
        return bytes.get(at);
    }

    long time(int at) {
        return timeBase + ((long) timeHigh.get(at) << Integer.SIZE) + Integer.toUnsignedLong(timeLow.get(at));
    }

    /// Distance to the message before with the same subject; 0 if there is none.
    int before(int at) {
        return before.get(at);
    }

    void before(int at, int distance) {
        before.set(at, distance);
    }

    /// Distance to the message after with the same subject; 0 if there is none.
    int after(int at) {
        return after.get(at);
    }

    void after(int at, int distance) {
        after.set(at, distance);
    }

    /// Forgets a message.
    void clear(int at) {
        subject.set(at, GONE);
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
                gap.set(kept, offset(at) - kept);
                for (Column column : columns) {
                    if (column != gap) {
                        column.set(kept, column.get(at));
                    }
                }
                kept++;
            }
        }
        size = kept;
        resize(Math.max(kept, 1));
        pack();
    }
}
