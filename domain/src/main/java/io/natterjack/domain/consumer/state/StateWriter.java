package io.natterjack.domain.consumer.state;

import io.natterjack.domain.consumer.ack.AckLedger;
import io.natterjack.domain.consumer.ack.Floor;
import io.natterjack.domain.consumer.ack.PendingAcks;
import io.natterjack.domain.consumer.ack.SequenceSet;
import java.util.Arrays;

/// Writes the state of a consumer, so that a thousand messages in a row take no more room than one.
///
/// A version byte is followed by numbers of variable length, seven bits to a byte, lowest first: the places, then the
/// runs that are given up, then the runs that are open, each told by its distance from the one before. Neighbours
/// belong to one run if they are due at nearly the same time; all of them are due with the last then.
///
/// **Threading.** Confined. **Ownership.** The bytes are good until the next call.
public final class StateWriter {
    static final byte VERSION = 1;
    static final long DUE_NANOS_UNIT = 1_000_000;

    private static final long DUE_NANOS_SPREAD = 100_000_000;
    private static final int CAPACITY_MIN = 256;
    private static final int NUMBER_BYTES_MAX = 10;
    private static final int RUN_BYTES_MAX = 5 * NUMBER_BYTES_MAX;

    private final long spreadNanos;
    private byte[] bytes = new byte[CAPACITY_MIN];
    private int length;
    private long sequence;
    private long consumerSequence;
    private long due;

    /// @param waitNanos · the shortest time for which a message may stay unacknowledged
    public StateWriter(long waitNanos) {
        spreadNanos = Math.min(DUE_NANOS_SPREAD, waitNanos / 8);
    }

    public void write(AckLedger ledger, long next, long listEnd, long deliveredNanos, long ackedNanos) {
        length = 0;
        bytes[length++] = VERSION;
        number(next);
        number(listEnd);
        Floor floor = ledger.floor();
        number(floor.deliveredConsumer());
        number(floor.deliveredStream());
        number(floor.settledConsumer());
        number(floor.settledStream());
        number(deliveredNanos);
        number(ackedNanos);
        givenUp(ledger.givenUp());
        open(ledger.pending());
    }

    private void givenUp(SequenceSet set) {
        number(set.runs());
        long before = 0;
        for (int run = 0; run < set.runs(); run++) {
            room();
            number(set.runFirst(run) - before);
            number(set.runLast(run) - set.runFirst(run));
            before = set.runLast(run);
        }
    }

    private void open(PendingAcks pending) {
        number(pending.size());
        sequence = 0;
        consumerSequence = 0;
        due = 0;
        int slot = pending.first();
        while (slot != PendingAcks.NONE) {
            slot = run(pending, slot);
        }
    }

    private int run(PendingAcks pending, int start) {
        long firstDue = pending.dueNanos(start);
        long lastDue = firstDue;
        int deliveries = pending.deliveries(start);
        long count = 1;
        int slot = pending.after(start);
        while (slot != PendingAcks.NONE
                && pending.sequence(slot) == pending.sequence(start) + count
                && pending.consumerSequence(slot) == pending.consumerSequence(start) + count
                && pending.deliveries(slot) == deliveries
                && Math.abs(pending.dueNanos(slot) - firstDue) <= spreadNanos) {
            lastDue = Math.max(lastDue, pending.dueNanos(slot));
            count++;
            slot = pending.after(slot);
        }
        room();
        number(pending.sequence(start) - sequence);
        signed(pending.consumerSequence(start) - consumerSequence);
        number(count);
        number(deliveries);
        signed(lastDue / DUE_NANOS_UNIT - due);
        sequence = pending.sequence(start) + count - 1;
        consumerSequence = pending.consumerSequence(start) + count - 1;
        due = lastDue / DUE_NANOS_UNIT;
        return slot;
    }

    private void room() {
        if (length + RUN_BYTES_MAX > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
    }

    private void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    private void number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }
}
