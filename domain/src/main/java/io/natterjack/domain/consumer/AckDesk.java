package io.natterjack.domain.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.consumer.ack.AckLedger;
import io.natterjack.domain.consumer.ack.AckSubject;
import io.natterjack.domain.consumer.ack.AckVerb;
import io.natterjack.domain.consumer.ack.NakDelay;
import io.natterjack.domain.consumer.ack.PendingAcks;
import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import org.jspecify.annotations.Nullable;

/// Does what acknowledgements say. Confined.
final class AckDesk {
    private static final int PERCENT = 100;

    private final ConsumerCore core;
    private final AckLedger ledger;
    private int samplePercent;

    AckDesk(ConsumerCore core) {
        this.core = core;
        this.ledger = core.ledger();
        configure();
    }

    /// The configuration has changed.
    void configure() {
        String frequency = core.config().acks().sampleFrequency().strip();
        String number = frequency.endsWith("%") ? frequency.substring(0, frequency.length() - 1) : frequency;
        samplePercent = number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
    }

    /// @return whether whoever has sent it may be told that it was heard
    boolean take(AckVerb verb, AckSubject subject, byte[] payload, int from, int to) {
        int moreFrom = from + verb.length();
        switch (verb) {
            case ACK, NEXT -> {
                return settle(subject.streamSequence(), subject.consumerSequence(), subject);
            }
            case TERM -> {
                boolean known = settle(subject.streamSequence(), subject.consumerSequence(), null);
                String reason = moreFrom < to ? new String(payload, moreFrom, to - moreFrom, UTF_8).strip() : "";
                core.tell(new ConsumerEvent.Terminated(
                        subject.consumerSequence(), subject.streamSequence(), subject.deliveries(), reason));
                return known;
            }
            case NAK -> refuse(subject, NakDelay.nanos(payload, moreFrom, to));
            case PROGRESS -> {
                int slot = ledger.pending().find(subject.streamSequence());
                if (slot != PendingAcks.NONE) {
                    ledger.touch(slot, core.nowNanos());
                    core.change();
                }
            }
            case UNKNOWN -> {}
        }
        return true;
    }

    private void refuse(AckSubject subject, long delayNanos) {
        int slot = ledger.pending().find(subject.streamSequence());
        if (slot == PendingAcks.NONE
                || subject.consumerSequence() > ledger.floor().deliveredConsumer()) {
            return;
        }
        core.tell(new ConsumerEvent.Naked(subject.consumerSequence(), subject.streamSequence(), subject.deliveries()));
        if (delayNanos == NakDelay.NONE) {
            ledger.enqueue(slot);
            core.ready();
        } else {
            long now = core.nowNanos();
            ledger.postpone(slot, delayNanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + delayNanos);
        }
        core.change();
    }

    /// Where answers to flow control are the acknowledgements, the headers of one say what has arrived.
    void takeFlowControl(byte[] payload, int from, int headerLength) {
        if (core.config().acks().policy() != AckPolicy.FLOW_CONTROL) {
            return;
        }
        MessageHeaders headers = new MessageHeaders();
        headers.read(payload, from, headerLength);
        long sequence = headers.number(MessageHeader.LAST_STREAM_SEQUENCE);
        if (sequence > 0) {
            settle(sequence, Math.max(0, headers.number(MessageHeader.LAST_CONSUMER_SEQUENCE)), null);
        }
    }

    /// Settles a message, and with it all before it where that is the policy.
    ///
    /// @param number  · of the delivery that is acknowledged; 0 if that is not known
    /// @param sampled · the acknowledgement, if it may be reported
    /// @return false if there cannot be such an acknowledgement
    boolean settle(long sequence, long number, @Nullable AckSubject sampled) {
        AckPolicy policy = core.config().acks().policy();
        boolean beyond = sequence > ledger.floor().deliveredStream()
                && !core.config().push().flowControl();
        if (policy == AckPolicy.NONE || beyond) {
            return false;
        }
        boolean wasFull = core.full();
        if (policy == AckPolicy.EXPLICIT) {
            settleOne(sequence, sampled);
        } else {
            settleThrough(sequence, number);
        }
        if (wasFull && !core.full()) {
            core.ready();
        }
        return true;
    }

    private void settleOne(long sequence, @Nullable AckSubject sampled) {
        int slot = ledger.pending().find(sequence);
        if (slot != PendingAcks.NONE && sampled != null) {
            sample(slot, sampled);
        }
        ledger.settle(sequence);
        core.acked(core.nowNanos());
        core.release(sequence);
    }

    private void settleThrough(long sequence, long number) {
        long last = Math.min(sequence, ledger.floor().deliveredStream());
        ledger.settleThrough(last, number, core::release);
        core.acked(core.nowNanos());
        core.release(sequence);
    }

    private void sample(int slot, AckSubject subject) {
        if (samplePercent > 0
                && (samplePercent >= PERCENT || core.host().random().nextInt(PERCENT) < samplePercent)) {
            core.tell(new ConsumerEvent.Acked(
                    subject.consumerSequence(),
                    subject.streamSequence(),
                    core.nowNanos() - ledger.deliveredNanos(slot),
                    subject.deliveries()));
        }
    }
}
