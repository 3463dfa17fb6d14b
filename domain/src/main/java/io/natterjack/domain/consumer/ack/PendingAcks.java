package io.natterjack.domain.consumer.ack;

import java.util.Arrays;

/// The messages that are delivered and not acknowledged, in the order of the stream.
///
/// First deliveries go up the stream, so a new entry always belongs behind all others: the entries are a queue in
/// arrays, in which a sequence is found by guessing its place and, failing that, by halving. One that is acknowledged
/// out of order leaves a gap; when most are gaps, the arrays close up. An entry takes 28 bytes and no object.
///
/// An entry is named by its *slot*, which is good until the next call that adds or removes.
///
/// **Threading.** Confined.
public final class PendingAcks {
    /// Answer of [#find] and [#first] for nothing.
    public static final int NONE = -1;

    private static final int CAPACITY_MIN = 64;
    private static final int CAPACITY_KEPT = 1 << 16;
    private static final int GONE = 0;

    private long[] sequences = new long[CAPACITY_MIN];
    private long[] consumerSequences = new long[CAPACITY_MIN];
    private long[] dueNanos = new long[CAPACITY_MIN];
    /// How often it was delivered; negative while it waits to be delivered again; [#GONE] for a gap.
    private int[] deliveries = new int[CAPACITY_MIN];
    private int from;
    private int to;
    private int live;
    private int redelivered;
    private int queued;

    /// Enters a message behind all others.
    ///
    /// @param times · how often it was delivered, 1 or more
    /// @param due   · when it is delivered again, since 1970
    public void add(long sequence, long consumerSequence, int times, long due) {
        if (to == sequences.length) {
            makeRoom();
        }
        sequences[to] = sequence;
        consumerSequences[to] = consumerSequence;
        dueNanos[to] = due;
        deliveries[to] = times;
        to++;
        live++;
        redelivered += times > 1 ? 1 : 0;
    }

    private void makeRoom() {
        if (live <= sequences.length / 2) {
            closeUp();
            return;
        }
        int capacity = sequences.length * 2;
        sequences = Arrays.copyOf(sequences, capacity);
        consumerSequences = Arrays.copyOf(consumerSequences, capacity);
        dueNanos = Arrays.copyOf(dueNanos, capacity);
        deliveries = Arrays.copyOf(deliveries, capacity);
    }

    private void closeUp() {
        int write = 0;
        for (int read = from; read < to; read++) {
            if (deliveries[read] != GONE) {
                sequences[write] = sequences[read];
                consumerSequences[write] = consumerSequences[read];
                dueNanos[write] = dueNanos[read];
                deliveries[write] = deliveries[read];
                write++;
            }
        }
        from = 0;
        to = write;
    }

    /// The slot of a sequence; [#NONE] if it is not here.
    public int find(long sequence) {
        if (live == 0 || sequence < sequences[from] || sequence > sequences[to - 1]) {
            return NONE;
        }
        long guess = from + (sequence - sequences[from]);
        int slot = guess < to && sequences[(int) guess] == sequence
                ? (int) guess
                : Arrays.binarySearch(sequences, from, to, sequence);
        return slot >= 0 && deliveries[slot] != GONE ? slot : NONE;
    }

    public void remove(int slot) {
        int times = deliveries[slot];
        live--;
        redelivered -= Math.abs(times) > 1 ? 1 : 0;
        queued -= times < 0 ? 1 : 0;
        deliveries[slot] = GONE;
        if (live == 0) {
            clear();
        } else if (slot == from) {
            do {
                from++;
            } while (deliveries[from] == GONE);
        } else if (to - from > 2 * live + CAPACITY_MIN) {
            closeUp();
        }
    }

    public void clear() {
        from = 0;
        to = 0;
        live = 0;
        redelivered = 0;
        queued = 0;
        if (sequences.length > CAPACITY_KEPT) {
            sequences = new long[CAPACITY_MIN];
            consumerSequences = new long[CAPACITY_MIN];
            dueNanos = new long[CAPACITY_MIN];
            deliveries = new int[CAPACITY_MIN];
        }
    }

    /// Entries.
    public int size() {
        return live;
    }

    /// Entries that were delivered more than once.
    public int redelivered() {
        return redelivered;
    }

    /// Entries that wait to be delivered again.
    public int queued() {
        return queued;
    }

    /// The slot of the lowest sequence; [#NONE] if there are none.
    public int first() {
        return live == 0 ? NONE : from;
    }

    /// The next slot behind one; [#NONE] behind the last.
    public int after(int slot) {
        for (int next = slot + 1; next < to; next++) {
            if (deliveries[next] != GONE) {
                return next;
            }
        }
        return NONE;
    }

    public long sequence(int slot) {
        return sequences[slot];
    }

    /// Number of its first delivery.
    public long consumerSequence(int slot) {
        return consumerSequences[slot];
    }

    /// When it is delivered again, unless it waits for that already.
    public long dueNanos(int slot) {
        return dueNanos[slot];
    }

    public void dueNanos(int slot, long due) {
        dueNanos[slot] = due;
    }

    /// How often it was delivered.
    public int deliveries(int slot) {
        return Math.abs(deliveries[slot]);
    }

    /// It was delivered again.
    public void delivered(int slot, long due) {
        int times = deliveries(slot);
        redelivered += times == 1 ? 1 : 0;
        queued -= deliveries[slot] < 0 ? 1 : 0;
        deliveries[slot] = times == Integer.MAX_VALUE ? times : times + 1;
        dueNanos[slot] = due;
    }

    public boolean isQueued(int slot) {
        return deliveries[slot] < 0;
    }

    /// Notes whether it waits to be delivered again.
    public void queued(int slot, boolean waits) {
        if (isQueued(slot) != waits) {
            deliveries[slot] = -deliveries[slot];
            queued += waits ? 1 : -1;
        }
    }
}
