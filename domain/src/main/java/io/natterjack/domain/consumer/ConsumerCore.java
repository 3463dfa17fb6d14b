package io.natterjack.domain.consumer;

import io.natterjack.domain.consumer.ack.AckLedger;
import io.natterjack.domain.consumer.ack.Floor;
import io.natterjack.domain.consumer.ack.PendingAcks;
import io.natterjack.domain.consumer.ack.RedeliveryTimes;
import io.natterjack.domain.consumer.ack.SequenceSet;
import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.deliver.Cursor;
import io.natterjack.domain.consumer.deliver.IdleTime;
import io.natterjack.domain.consumer.deliver.StartingPoint;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the parts of a consumer share: its configuration, its place in the stream, its ledger and its surroundings.
/// Confined.
final class ConsumerCore {
    private static final byte[] NO_REPLY = {};

    private final Consumer consumer;
    private final ConsumerHost host;
    private final Stream stream;
    private final AckLedger ledger;
    private final Cursor cursor;
    private final Publication status = new Publication();
    private final StoredMessage window = new StoredMessage();
    private ConsumerConfig config;
    private boolean readySaid;
    private boolean changed;
    private final IdleTime idle;
    private final SequenceSet unreleased = new SequenceSet();
    private long deliveredNanos;
    private long ackedNanos;

    ConsumerCore(Consumer consumer, ConsumerHost host, Stream stream, ConsumerConfig config) {
        this.consumer = consumer;
        this.host = host;
        this.stream = stream;
        this.config = config;
        this.ledger = new AckLedger(times(config));
        this.cursor = new Cursor(stream, new SubjectFilter(config.filters()));
        this.idle = new IdleTime(host.nowNanos());
        idle.configure(config, host.random());
    }

    private static RedeliveryTimes times(ConsumerConfig config) {
        return new RedeliveryTimes(config.acks().waitNanos(), config.acks().backoffNanos());
    }

    ConsumerConfig config() {
        return config;
    }

    /// Takes over a changed configuration, as far as it concerns what is shared.
    void update(ConsumerConfig replacement) {
        ConsumerConfig before = config;
        config = replacement;
        idle.configure(replacement, host.random());
        idle.used(host.nowNanos());
        if (!times(before).equals(times(replacement))) {
            ledger.change(times(replacement));
        }
        if (!before.push().deliverSubject().equals(replacement.push().deliverSubject())) {
            ledger.enqueueAll();
        }
        if (!before.filters().equals(replacement.filters())) {
            cursor.filter(new SubjectFilter(replacement.filters()));
            releaseRange(0, Long.MAX_VALUE);
        }
        changed = true;
    }

    ConsumerHost host() {
        return host;
    }

    Stream stream() {
        return stream;
    }

    AckLedger ledger() {
        return ledger;
    }

    Cursor cursor() {
        return cursor;
    }

    long nowNanos() {
        return host.nowNanos();
    }

    /// Asks to be called for work, once.
    void ready() {
        if (!readySaid) {
            readySaid = true;
            host.ready(consumer);
        }
    }

    /// @return whether it has asked since the last time
    boolean hearReady() {
        boolean said = readySaid;
        readySaid = false;
        return said;
    }

    /// There is something to save.
    void change() {
        changed = true;
    }

    boolean changed() {
        return changed;
    }

    void saved() {
        changed = false;
    }

    /// Somebody uses the consumer.
    void active() {
        idle.used(host.nowNanos());
    }

    IdleTime idle() {
        return idle;
    }

    long deliveredNanos() {
        return deliveredNanos;
    }

    long ackedNanos() {
        return ackedNanos;
    }

    void last(long delivered, long acked) {
        deliveredNanos = delivered;
        ackedNanos = acked;
    }

    void delivered(long nowNanos) {
        deliveredNanos = nowNanos;
        changed = true;
    }

    void acked(long nowNanos) {
        ackedNanos = nowNanos;
        changed = true;
    }

    boolean acksNothing() {
        return config.acks().policy() == AckPolicy.NONE;
    }

    /// Whether nothing new is delivered before something is acknowledged.
    boolean full() {
        long max = config.acks().pendingMax();
        return max > 0 && ledger.pending().size() >= max;
    }

    /// 0 for any number.
    long deliveredMax() {
        return Math.max(0, config.acks().deliverMax());
    }

    /// 0 if it is not paused.
    long pauseRemainingNanos() {
        Instant until = config.pauseUntil();
        return until == null ? 0 : Math.max(0, StartingPoint.nanos(until) - host.nowNanos());
    }

    /// Puts what is not acknowledged in time where it is delivered again, or gives it up.
    ///
    /// @return whether there is something to be delivered again
    boolean sweep(long nowNanos) {
        return ledger.sweep(nowNanos, (int) Math.min(Integer.MAX_VALUE, deliveredMax()), (sequence, deliveries) -> {
            changed = true;
            tell(new ConsumerEvent.MaxDelivered(sequence, deliveries));
        });
    }

    /// When something of what is shared is due; [Long#MAX_VALUE] for never.
    long dueNanos() {
        long pause = pauseRemainingNanos();
        return pause > 0 ? Math.min(ledger.dueNanos(), host.nowNanos() + pause) : ledger.dueNanos();
    }

    /// The same because of a purge, which acknowledges what waits for it.
    void purgedThrough(long sequence) {
        int before = ledger.pending().size();
        skipThrough(sequence);
        if (ledger.pending().size() < before) {
            ackedNanos = host.nowNanos();
        }
    }

    /// Messages up to one are gone from the stream.
    void skipThrough(long sequence) {
        cursor.removedThrough(sequence);
        ledger.skipThrough(sequence);
        changed = true;
    }

    /// Whether a message that is for this consumer is not settled yet.
    boolean owes(long sequence) {
        if (ledger.givenUp().contains(sequence)) {
            return true;
        }
        boolean settled = sequence <= ledger.floor().settledStream();
        if (settled || config.acks().policy() != AckPolicy.EXPLICIT || sequence >= cursor.next()) {
            return !settled;
        }
        return ledger.pending().find(sequence) != PendingAcks.NONE;
    }

    ConsumerInfo info(int waiting, boolean pushBound, ConsumerInfo.@Nullable Pin pin) {
        Floor floor = ledger.floor();
        return new ConsumerInfo(
                new ConsumerInfo.Mark(floor.deliveredConsumer(), floor.deliveredStream(), deliveredNanos),
                new ConsumerInfo.Mark(floor.settledConsumer(), floor.settledStream(), ackedNanos),
                ledger.pending().size(),
                deliveredMax() == 1 ? 0 : ledger.redelivered(),
                waiting,
                cursor.ahead(),
                pushBound,
                pauseRemainingNanos(),
                pin);
    }

    /// Tells the stream that this consumer does not need a message any more. Where there is no room to write that down,
    /// the stream is told again later.
    void release(long sequence) {
        if (stream.config().retention() == RetentionPolicy.LIMITS) {
            return;
        }
        try {
            stream.acknowledged(sequence);
        } catch (StorageFullException _) {
            unreleased.add(sequence);
        }
    }

    /// Tells the stream what it could not be told before.
    ///
    /// @return whether it has heard all of it
    boolean releaseRest() {
        while (unreleased.size() > 0) {
            long sequence = unreleased.runFirst(0);
            try {
                stream.acknowledged(sequence);
            } catch (StorageFullException _) {
                return false;
            }
            unreleased.remove(sequence);
        }
        return true;
    }

    /// Tells a stream that keeps what is of interest that this consumer does not need a whole range.
    void releaseRange(long from, long to) {
        if (stream.config().retention() != RetentionPolicy.INTEREST) {
            return;
        }
        long at = from;
        while (at <= to && stream.reader().next(SubjectFilter.ALL, at, window) && window.sequence() <= to) {
            at = window.sequence() + 1;
            stream.acknowledged(window.sequence());
        }
    }

    void tell(ConsumerEvent event) {
        host.advise(consumer, event);
    }

    void abandon() {
        host.inactive(consumer);
    }

    /// Sends a status.
    void status(byte[] to, byte[] header) {
        status(to, header, NO_REPLY);
    }

    /// Sends a status that wants an answer.
    void status(byte[] to, byte[] header, byte[] reply) {
        host.deliver(
                to,
                status.to(to, 0, to.length)
                        .reply(reply, 0, reply.length)
                        .payload(header, 0, header.length, header.length));
    }
}
