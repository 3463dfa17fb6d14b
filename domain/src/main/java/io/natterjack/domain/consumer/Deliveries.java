package io.natterjack.domain.consumer;

import io.natterjack.domain.consumer.ack.AckReply;
import io.natterjack.domain.consumer.ack.PendingAcks;
import io.natterjack.domain.consumer.config.ReplayPolicy;
import io.natterjack.domain.consumer.deliver.EditedPayload;
import io.natterjack.domain.consumer.deliver.RateLimit;
import io.natterjack.domain.consumer.deliver.ReplayPace;
import io.natterjack.domain.consumer.pull.PullRequest;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.stream.StoredMessage;
import org.jspecify.annotations.Nullable;

/// Delivers: first what has to be delivered again, then what is new, one message at a time, as long as there is
/// somebody to deliver to. Nothing counts as delivered before somebody has taken it. Confined.
final class Deliveries {
    private static final String UNACKNOWLEDGED = "Unacknowledged message was deleted";
    private static final long CONGESTION_NANOS = 1_000_000;
    private static final long BURST_BYTES = 1 << 20;
    private static final int FIRST = PendingAcks.NONE;

    private enum Step {
        /// A message was delivered or dropped; another may follow.
        DONE,
        /// There is nothing to deliver, or nobody to deliver to.
        IDLE,
        /// There is too much unacknowledged.
        FULL,
        /// It is not the time for the next message.
        WAIT
    }

    private final ConsumerCore core;
    private final @Nullable PullSide pull;
    private final @Nullable PushSide push;
    private final StoredMessage message = new StoredMessage();
    private final Publication out = new Publication();
    private final EditedPayload edited = new EditedPayload();
    private final AckReply reply;
    private final ReplayPace pace;
    private RateLimit rate;
    private long holdUntilNanos;

    /// @param pull · null for a push consumer
    /// @param push · null for a pull consumer
    Deliveries(ConsumerCore core, @Nullable PullSide pull, @Nullable PushSide push) {
        this.core = core;
        this.pull = pull;
        this.push = push;
        this.reply = new AckReply(core.stream().name(), core.config().name());
        this.pace = new ReplayPace(
                core.config().replayPolicy() == ReplayPolicy.ORIGINAL,
                core.stream().state().lastSequence());
        this.rate = rate();
    }

    private RateLimit rate() {
        long max = core.stream().config().limits().messageBytesMax();
        return new RateLimit(core.config().push().rateLimitBps(), max > 0 ? max : BURST_BYTES);
    }

    /// The configuration has changed.
    void configure() {
        rate = rate();
        holdUntilNanos = 0;
    }

    /// When to try again; [Long#MAX_VALUE] for no such time.
    long dueNanos() {
        return holdUntilNanos > core.nowNanos() ? holdUntilNanos : Long.MAX_VALUE;
    }

    /// @return whether it has stopped only because of the budget
    boolean work(int budget) {
        long now = core.nowNanos();
        for (int done = 0; done < budget; done++) {
            Step step = step(now);
            if (step != Step.DONE) {
                if (pull != null && step != Step.WAIT) {
                    pull.idle(step == Step.IDLE, now);
                }
                return false;
            }
        }
        return true;
    }

    private Step step(long now) {
        if (core.pauseRemainingNanos() > 0 || !wanted()) {
            return Step.IDLE;
        }
        if (now < holdUntilNanos) {
            return Step.WAIT;
        }
        int slot = core.ledger().nextAgain();
        if (slot != PendingAcks.NONE) {
            return again(slot, now);
        }
        if (core.full()) {
            return Step.FULL;
        }
        return core.cursor().read(message) ? send(FIRST, 1, now) : Step.IDLE;
    }

    /// Whether there is somebody to deliver to.
    boolean wanted() {
        return pull != null ? !pull.waiting().isEmpty() : push != null && push.open();
    }

    private Step again(int slot, long now) {
        PendingAcks pending = core.ledger().pending();
        long sequence = pending.sequence(slot);
        int times = pending.deliveries(slot);
        if (core.deliveredMax() > 0 && times >= core.deliveredMax()) {
            core.tell(new ConsumerEvent.MaxDelivered(sequence, times));
            core.ledger().giveUp(slot);
            core.change();
            return Step.DONE;
        }
        if (!core.stream().reader().read(sequence, message)) {
            gone(sequence);
            return Step.DONE;
        }
        return send(slot, times + 1, now);
    }

    /// A message was removed before it was acknowledged.
    void gone(long sequence) {
        int slot = core.ledger().pending().find(sequence);
        if (slot != PendingAcks.NONE) {
            tellGone(slot);
        }
        core.ledger().settle(sequence);
        core.acked(core.nowNanos());
    }

    /// All messages up to one were removed before they were acknowledged.
    void goneThrough(long sequence) {
        PendingAcks pending = core.ledger().pending();
        for (int slot = pending.first();
                slot != PendingAcks.NONE && pending.sequence(slot) <= sequence;
                slot = pending.first()) {
            gone(pending.sequence(slot));
        }
        core.ledger().forgetGivenUp(sequence);
        core.change();
    }

    private void tellGone(int slot) {
        PendingAcks pending = core.ledger().pending();
        core.tell(new ConsumerEvent.Terminated(
                pending.consumerSequence(slot), pending.sequence(slot), pending.deliveries(slot), UNACKNOWLEDGED));
    }

    /// @param slot · of a message that is delivered again, or [#FIRST]
    private Step send(int slot, int times, long now) {
        long ahead = core.cursor().ahead() - (slot == FIRST ? 1 : 0);
        int replyLength = reply.write(
                times,
                message.sequence(),
                core.ledger().floor().deliveredConsumer() + 1,
                message.timeNanos(),
                Math.max(0, ahead));
        compose("");
        long size = out.subjectLength() + replyLength + (long) out.payloadLength();
        long pass = Math.max(pace.passNanos(message.sequence(), message.timeNanos(), now), rate.passNanos(size, now));
        if (pass > now) {
            holdUntilNanos = pass;
            return Step.WAIT;
        }
        return pull != null ? sendToPull(pull, slot, size, now) : sendToPush(slot, size, now);
    }

    private Step sendToPush(int slot, long size, long now) {
        PushSide target = push;
        if (target == null) {
            return Step.IDLE;
        }
        Receipt receipt = core.host().deliver(target.subject(), out);
        if (receipt == Receipt.NOBODY) {
            target.deserted();
            return Step.IDLE;
        }
        int length = target.subject().length + reply.length() + out.payloadLength();
        delivered(slot, size, receipt, now);
        target.sent(length, now);
        return Step.DONE;
    }

    private Step sendToPull(PullSide requests, int slot, long size, long now) {
        while (true) {
            PullRequest request =
                    requests.choose(size, Math.max(1, core.cursor().ahead()), now);
            if (request == null) {
                return Step.IDLE;
            }
            if (requests.pins()) {
                compose("Nats-Pin-Id: " + requests.pin().id());
            }
            Receipt receipt = core.host().deliver(request.reply(), out);
            if (receipt != Receipt.NOBODY) {
                delivered(slot, size, receipt, now);
                requests.sent(request, size, now);
                return Step.DONE;
            }
            requests.deserted(request);
        }
    }

    private void compose(String header) {
        boolean headersOnly = core.config().headersOnly();
        out.to(message.subject(), message.subjectFrom(), message.subjectTo()).reply(reply.bytes(), 0, reply.length());
        if (headersOnly || !header.isEmpty()) {
            edited.edit(message, header, headersOnly);
            out.payload(edited.bytes(), 0, edited.headerLength(), edited.length());
        } else {
            out.payload(message.payload(), message.payloadFrom(), message.headerLength(), message.payloadLength());
        }
    }

    private void delivered(int slot, long size, Receipt receipt, long now) {
        long sequence = message.sequence();
        if (slot != FIRST) {
            core.ledger().deliveredAgain(slot, now);
        } else {
            core.cursor().pass();
            if (core.acksNothing()) {
                core.ledger().deliveredForGood(sequence);
            } else {
                core.ledger().delivered(sequence, now);
            }
        }
        pace.passed(message.timeNanos(), now);
        rate.passed(size, now);
        core.delivered(now);
        if (receipt == Receipt.CONGESTED) {
            holdUntilNanos = now + CONGESTION_NANOS;
        }
        if (core.acksNothing()) {
            core.release(sequence);
        }
    }
}
