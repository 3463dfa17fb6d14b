package io.natterjack.domain.consumer.ack;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The account of a consumer: what it has delivered, up to where all of that is settled, and what is still open.
///
/// | state of a message | leaves it by |
/// |---|---|
/// | open     | an acknowledgement or the message's end → settled · its time is up → waiting · refused → waiting |
/// | waiting  | delivered again → open · as settled above · delivered as often as it may be → given up |
/// | given up | an acknowledgement or the message's end → settled |
///
/// Settled is everything that is neither open nor waiting nor given up and not beyond the last delivery. The *floor*
/// stands below the first message that is open or waiting.
///
/// **Threading.** Confined.
public final class AckLedger {
    private static final long NEVER = Long.MAX_VALUE;
    /// A sweep over many messages is put off a little, so that it costs the same share of time for any number of them.
    private static final long SWEEP_NANOS_PER_MESSAGE = 100;
    private static final long SWEEP_NANOS_MIN = 1_000_000;

    private final PendingAcks pending = new PendingAcks();
    private final RedeliveryQueue queue = new RedeliveryQueue(pending);
    private final SequenceSet givenUp = new SequenceSet();
    private final Floor floor = new Floor();
    private RedeliveryTimes times;
    /// No open message is due before this.
    private long dueNanos = NEVER;

    public AckLedger(RedeliveryTimes times) {
        this.times = times;
    }

    /// Open and waiting messages. To be read only.
    public PendingAcks pending() {
        return pending;
    }

    /// Messages that are given up. To be read only, but for a restart.
    public SequenceSet givenUp() {
        return givenUp;
    }

    /// Up to where everything is delivered and settled.
    public Floor floor() {
        return floor;
    }

    /// Whether a message is open, waiting or given up.
    public boolean tracks(long sequence) {
        return pending.find(sequence) != PendingAcks.NONE || givenUp.contains(sequence);
    }

    /// Messages that were delivered more than once, or given up, and are not settled.
    public long redelivered() {
        return pending.redelivered() + givenUp.size();
    }

    /// Enters the first delivery of a message, behind all others.
    public void delivered(long sequence, long nowNanos) {
        long number = floor.delivered(sequence);
        long due = times.dueNanos(nowNanos, 1);
        pending.add(sequence, number, 1, due);
        dueNanos = Math.min(dueNanos, due);
    }

    /// Enters a delivery that nobody has to acknowledge.
    public void deliveredForGood(long sequence) {
        floor.delivered(sequence);
        floor.raiseToDelivered();
    }

    /// Enters another delivery.
    public void deliveredAgain(int slot, long nowNanos) {
        floor.delivered(pending.sequence(slot));
        queue.taken(slot);
        long due = times.dueNanos(nowNanos, pending.deliveries(slot) + 1);
        pending.delivered(slot, due);
        dueNanos = Math.min(dueNanos, due);
    }

    /// Enters what was open before a restart.
    public void restore(long sequence, long consumerSequence, int deliveries, long due) {
        pending.add(sequence, consumerSequence, deliveries, due);
        dueNanos = Math.min(dueNanos, due);
    }

    /// Everything that was open is entered; what is not counts as settled.
    public void restored() {
        floor.raise(pending);
    }

    /// Settles one message.
    ///
    /// @return whether it was open or waiting
    public boolean settle(long sequence) {
        givenUp.remove(sequence);
        int slot = pending.find(sequence);
        if (slot == PendingAcks.NONE) {
            return false;
        }
        drop(slot);
        return true;
    }

    /// Settles everything up to a message.
    ///
    /// @param number · of its delivery that is acknowledged; 0 for none
    /// @param each   · shown each that was open, waiting or given up, when it is settled already; null for nobody
    public void settleThrough(long sequence, long number, @Nullable LongConsumer each) {
        if (sequence > floor.settledStream()) {
            floor.raiseTo(number, sequence);
        }
        while (each != null && givenUp.runs() > 0 && givenUp.runFirst(0) <= sequence) {
            long settled = givenUp.runFirst(0);
            givenUp.remove(settled);
            each.accept(settled);
        }
        givenUp.removeThrough(sequence);
        int first = pending.first();
        while (first != PendingAcks.NONE && pending.sequence(first) <= sequence) {
            long settled = pending.sequence(first);
            pending.remove(first);
            if (each != null) {
                each.accept(settled);
            }
            first = pending.first();
        }
        floor.raise(pending);
    }

    /// Whether no message before another is open, waiting or given up.
    public boolean nothingBefore(long sequence) {
        int first = pending.first();
        boolean settled = first == PendingAcks.NONE || pending.sequence(first) >= sequence;
        return settled && (givenUp.runs() == 0 || givenUp.runFirst(0) >= sequence);
    }

    /// No message before this one is to be delivered any more; those that are open are settled.
    public void skipThrough(long sequence) {
        settleThrough(sequence, 0, null);
        floor.skipThrough(sequence);
    }

    /// A message was delivered as often as it may be.
    public void giveUp(int slot) {
        givenUp.add(pending.sequence(slot));
        drop(slot);
    }

    /// What was given up is not there any more, up to a message.
    public void forgetGivenUp(long sequence) {
        givenUp.removeThrough(sequence);
    }

    private void drop(int slot) {
        pending.remove(slot);
        floor.raise(pending);
        if (pending.size() == 0) {
            queue.clear();
            dueNanos = NEVER;
        }
    }

    /// Somebody is still at it: its time starts again.
    public void touch(int slot, long nowNanos) {
        due(slot, times.dueNanos(nowNanos, pending.deliveries(slot)));
    }

    /// Delivers it again at a time, and not before.
    public void postpone(int slot, long untilNanos) {
        pending.queued(slot, false);
        due(slot, untilNanos);
    }

    private void due(int slot, long due) {
        pending.dueNanos(slot, due);
        dueNanos = Math.min(dueNanos, due);
    }

    /// Delivers it again as soon as can be.
    public void enqueue(int slot) {
        queue.add(slot);
    }

    /// Delivers all of them again as soon as can be.
    public void enqueueAll() {
        for (int slot = pending.first(); slot != PendingAcks.NONE; slot = pending.after(slot)) {
            queue.add(slot);
        }
    }

    /// The slot of the message that is delivered again next; [PendingAcks#NONE] if none waits.
    public int nextAgain() {
        return pending.queued() == 0 ? PendingAcks.NONE : queue.peek();
    }

    /// Puts every message whose time is up where it waits to be delivered again, or gives it up.
    ///
    /// @param deliveredMax · how often a message is delivered at most; 0 for any number
    /// @param spent        · shown what is given up
    /// @return whether there was one to be delivered again
    public boolean sweep(long nowNanos, int deliveredMax, Spent spent) {
        if (nowNanos < dueNanos) {
            return false;
        }
        SequenceSet over = new SequenceSet();
        boolean any = false;
        long next = NEVER;
        for (int slot = pending.first(); slot != PendingAcks.NONE; slot = pending.after(slot)) {
            if (pending.isQueued(slot)) {
                continue;
            }
            long due = pending.dueNanos(slot);
            if (due > nowNanos) {
                next = Math.min(next, due);
            } else if (deliveredMax > 0 && pending.deliveries(slot) >= deliveredMax) {
                over.add(pending.sequence(slot));
            } else {
                queue.add(slot);
                any = true;
            }
        }
        giveUp(over, spent);
        long pause = Math.max(SWEEP_NANOS_MIN, pending.size() * SWEEP_NANOS_PER_MESSAGE);
        dueNanos = next == NEVER ? NEVER : Math.max(next, nowNanos + pause);
        return any;
    }

    private void giveUp(SequenceSet over, Spent spent) {
        for (int run = 0; run < over.runs(); run++) {
            for (long sequence = over.runFirst(run); sequence <= over.runLast(run); sequence++) {
                int slot = pending.find(sequence);
                spent.spent(sequence, pending.deliveries(slot));
                giveUp(slot);
            }
        }
    }

    /// Is shown messages that are given up.
    @FunctionalInterface
    public interface Spent {
        /// @param deliveries · how often it was delivered
        void spent(long sequence, int deliveries);
    }

    /// When to sweep; [Long#MAX_VALUE] for never.
    public long dueNanos() {
        return dueNanos;
    }

    /// When the last open message is due; 0 if there are none.
    public long lastDueNanos() {
        long last = 0;
        for (int slot = pending.first(); slot != PendingAcks.NONE; slot = pending.after(slot)) {
            last = Math.max(last, pending.dueNanos(slot));
        }
        return last;
    }

    /// When an open message was delivered last, since 1970, if nobody has postponed it.
    public long deliveredNanos(int slot) {
        return pending.dueNanos(slot) - times.waitNanos(pending.deliveries(slot));
    }

    /// How long messages may stay open from now on, those that are included.
    public void change(RedeliveryTimes changed) {
        dueNanos = NEVER;
        for (int slot = pending.first(); slot != PendingAcks.NONE; slot = pending.after(slot)) {
            due(slot, changed.dueNanos(deliveredNanos(slot), pending.deliveries(slot)));
        }
        times = changed;
    }

    /// Forgets everything and starts again.
    ///
    /// @param sequence · of the last message that counts as settled
    public void reset(long sequence) {
        pending.clear();
        queue.clear();
        givenUp.clear();
        floor.restart(sequence);
        dueNanos = NEVER;
    }
}
