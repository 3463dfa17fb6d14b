package io.natterjack.domain.consumer.ack;

import java.util.Arrays;

/// The messages that wait to be delivered again, in the order in which they came to wait.
///
/// Whether a message waits is noted with the message itself ([PendingAcks#isQueued]), so one that is acknowledged
/// meanwhile is not looked for here: it is passed over when its turn comes.
final class RedeliveryQueue {
    private static final int CAPACITY_MIN = 16;

    private final PendingAcks pending;
    private long[] sequences = new long[CAPACITY_MIN];
    private int from;
    private int to;

    RedeliveryQueue(PendingAcks pending) {
        this.pending = pending;
    }

    void add(int slot) {
        if (pending.isQueued(slot)) {
            return;
        }
        if (pending.queued() == 0) {
            from = 0;
            to = 0;
        }
        if (to == sequences.length) {
            makeRoom();
        }
        sequences[to++] = pending.sequence(slot);
        pending.queued(slot, true);
    }

    /// The slot of the next; it stays the next until its slot says that it does not wait.
    int peek() {
        while (from < to) {
            int slot = pending.find(sequences[from]);
            if (slot != PendingAcks.NONE && pending.isQueued(slot)) {
                return slot;
            }
            from++;
        }
        from = 0;
        to = 0;
        return PendingAcks.NONE;
    }

    /// The next one does not wait any more.
    void taken(int slot) {
        if (from < to && sequences[from] == pending.sequence(slot)) {
            from++;
        }
    }

    void clear() {
        from = 0;
        to = 0;
        sequences = new long[CAPACITY_MIN];
    }

    private void makeRoom() {
        int write = 0;
        for (int read = from; read < to; read++) {
            int slot = pending.find(sequences[read]);
            if (slot != PendingAcks.NONE && pending.isQueued(slot)) {
                sequences[write++] = sequences[read];
            }
        }
        from = 0;
        to = write;
        if (to > sequences.length / 2) {
            sequences = Arrays.copyOf(sequences, 2 * sequences.length);
        }
    }
}
