package io.natterjack.domain.consumer;

import io.natterjack.domain.agenda.Agenda;
import io.natterjack.domain.agenda.Wakeup;
import io.natterjack.domain.consumer.ack.AckSubject;
import io.natterjack.domain.consumer.ack.AckVerb;
import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.deliver.StatusText;
import io.natterjack.domain.consumer.state.ConsumerState;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.StreamConsumer;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One consumer of a stream.
///
/// The owner passes on what comes in, lets it work when it asks to, and ends the pass:
///
/// ```
/// consumer.start();               // attaches it to its stream
/// consumer.pull(…) / ack(…) / …   // as often as there is something
/// while (consumer.work(budget))   // when it has said that it is ready; others may have their turn in between
/// consumer.endPass();             // before the stream's own
/// ```
///
/// `Deliveries` sends messages, to whom `PullSide` or `PushSide` says; `AckDesk` enters what comes back into the
/// ledger ([io.natterjack.domain.consumer.ack.AckLedger]); `Keeper` leaves its state with the stream.
///
/// **Threading.** Confined to the owner of the stream. **Ownership.** Bytes are borrowed for the length of a call.
/// **Failure.** What a client has done wrong is answered or ignored, as the reference does; nothing throws but
/// [#reset], and the storage.
public final class Consumer implements StreamConsumer {
    /// What is due already is done in this pass, or looked at again after this.
    private static final long OVERDUE_NANOS = 1_000_000;

    /// What pull requests are told when the stream is frozen.
    private static final String UNAVAILABLE = "503 JetStream System Temporarily Unavailable";

    private final ConsumerCore core;
    private final Beginning beginning;
    private final @Nullable PullSide pull;
    private final @Nullable PushSide push;
    private final Deliveries deliveries;
    private final AckDesk acks;
    private final Keeper keeper;
    private final Wakeup wakeup;
    private boolean paused;
    private boolean over;
    private boolean closed;
    private boolean frozen;

    /// @param config · complete and checked
    /// @param kept   · whether its state is kept with the stream, where it is defined then
    /// @param state  · what was kept of it before; null if it is new
    public Consumer(ConsumerHost host, Stream stream, ConsumerConfig config, boolean kept, byte @Nullable [] state) {
        core = new ConsumerCore(this, host, stream, config);
        beginning = new Beginning(core);
        ConsumerState before = state == null ? null : ConsumerState.read(state);
        if (before == null) {
            beginning.first();
        } else {
            beginning.again(before);
        }
        pull = config.isPull() ? new PullSide(core) : null;
        push = config.isPush() ? new PushSide(core) : null;
        deliveries = new Deliveries(core, pull, push);
        acks = new AckDesk(core);
        keeper = new Keeper(core, kept);
        wakeup = new Wakeup(host.agenda(), this::tick);
        paused = core.pauseRemainingNanos() > 0;
    }

    /// Attaches it to the stream and begins to deliver.
    public void start() {
        core.stream().attach(this);
        if (push != null) {
            push.interestChanged();
        }
        core.change();
        core.ready();
        schedule();
    }

    @Override
    public String name() {
        return core.config().name();
    }

    public ConsumerConfig config() {
        return core.config();
    }

    /// A pull request, as it came to `$JS.API.CONSUMER.MSG.NEXT`, without its headers.
    ///
    /// @param reply · where messages are wanted; kept
    public void pull(byte[] reply, byte[] body, int from, int to) {
        if (frozen && reply.length > 0) {
            refusePull(reply, UNAVAILABLE);
        }
        if (over || reply.length == 0) {
            return;
        }
        if (pull == null) {
            refusePull(reply, "409 Consumer is push based");
            return;
        }
        pull.request(reply, body, from, to);
        schedule();
    }

    /// A pull request that cannot be taken.
    /// @param status · number and words
    public void refusePull(byte[] reply, String status) {
        core.status(reply, StatusText.of(status));
    }

    /// An acknowledgement, of any kind.
    ///
    /// @param payload · the verb, without headers
    /// @param reply   · who wants to know that it is safe; empty for nobody; kept
    public void ack(AckSubject subject, byte[] payload, int from, int to, byte[] reply) {
        if (over) {
            return;
        }
        core.active();
        AckVerb verb = AckVerb.of(payload, from, to);
        boolean heard = acks.take(verb, subject, payload, from, to);
        if (verb == AckVerb.NEXT) {
            pull(reply, payload, from + verb.length(), to);
        } else if (heard && reply.length > 0) {
            keeper.answerWhenSafe(reply);
        }
        schedule();
    }

    /// Whether there are acknowledgements at all; if not, nobody listens to their subjects.
    public boolean takesAcks() {
        AckPolicy policy = core.config().acks().policy();
        return policy == AckPolicy.EXPLICIT || policy == AckPolicy.ALL;
    }

    /// Something came to `$JS.FC.<stream>.<consumer>.…`.
    /// @param headerLength · of the header block at the start of the payload
    public void flowControlAnswered(
            byte[] subject, int from, int to, byte[] payload, int payloadFrom, int headerLength) {
        if (over || push == null || !push.answered(subject, from, to)) {
            return;
        }
        acks.takeFlowControl(payload, payloadFrom, headerLength);
        core.ready();
        schedule();
    }

    /// What was delivered has arrived up to a message, as an answer to flow control would say.
    public void arrived(long number, long sequence) {
        acks.settle(sequence, number, null);
    }

    /// Who listens to the deliver subject may have changed.
    public void interestChanged() {
        if (push != null && !over) {
            push.interestChanged();
            schedule();
        }
    }

    /// Delivers.
    ///
    /// @param budget · messages at most
    /// @return whether there is more that could be delivered at once
    public boolean work(int budget) {
        core.hearReady();
        if (over) {
            return false;
        }
        boolean more = deliveries.work(budget);
        more |= core.hearReady();
        schedule();
        return more;
    }

    /// Leaves its state with the stream, if it is time. To be called at the end of every pass in which anything else
    /// here was called.
    public void endPass() {
        if (!over) {
            keeper.endPass(core.nowNanos());
            schedule();
        }
    }

    private void tick() {
        if (over) {
            return;
        }
        long now = core.nowNanos();
        if (core.sweep(now) || now >= deliveries.dueNanos() || now >= keeper.dueNanos()) {
            core.ready();
        }
        lookAtPause(false);
        if (pull != null) {
            pull.tick(now);
        }
        if (push != null) {
            push.tick(now);
        }
        if (abandoned(now)) {
            over = true;
            core.abandon();
            return;
        }
        core.ready();
        schedule();
    }

    private boolean abandoned(long now) {
        if (now < idleDueNanos()) {
            return false;
        }
        if (pull != null) {
            pull.review(true, true, now);
            if (!pull.waiting().isEmpty()) {
                core.active();
            } else {
                core.idle().presumeUsedUntil(core.ledger().lastDueNanos());
            }
        }
        return now >= idleDueNanos();
    }

    private long idleDueNanos() {
        return push != null && push.bound() ? Agenda.NEVER : core.idle().dueNanos();
    }

    /// @param changed · somebody has said something else of it
    private void lookAtPause(boolean changed) {
        boolean now = core.pauseRemainingNanos() > 0;
        if (changed || paused != now) {
            paused = now;
            core.tell(new ConsumerEvent.Paused(now, core.config().pauseUntil()));
            core.ready();
        }
    }

    private void schedule() {
        long due = Math.min(core.dueNanos(), Math.min(deliveries.dueNanos(), keeper.dueNanos()));
        if (pull != null) {
            due = Math.min(due, pull.dueNanos());
        }
        if (push != null) {
            due = Math.min(due, push.dueNanos());
        }
        due = Math.min(due, idleDueNanos());
        long now = core.nowNanos();
        wakeup.by(due > now ? due : now + OVERDUE_NANOS);
    }

    /// Changes what may be changed; that the rest is the same is checked elsewhere. Pausing is a change, too.
    public void update(ConsumerConfig changed) {
        boolean otherPause = !Objects.equals(changed.pauseUntil(), config().pauseUntil());
        core.update(changed);
        if (push != null) {
            push.configure();
        }
        deliveries.configure();
        acks.configure();
        lookAtPause(otherPause);
        if (changed.sourcing()) {
            beginning.reset(0);
        }
        core.ready();
        schedule();
    }

    /// Gives up the pinned client, if there is one.
    public void unpin() {
        if (pull != null) {
            pull.unpin("admin");
            schedule();
        }
    }

    /// Starts again.
    ///
    /// @param sequence · of the stream; 0 for the first message that is not acknowledged
    /// @return the sequence it starts from
    /// @throws IllegalArgumentException with the reference's words, if it may not start there
    public long reset(long sequence) {
        long from = beginning.reset(sequence);
        core.ready();
        schedule();
        return from;
    }

    public ConsumerInfo info() {
        int waiting = 0;
        ConsumerInfo.@Nullable Pin pin = null;
        if (pull != null) {
            pull.review(false, true, core.nowNanos());
            waiting = pull.waiting().size();
            pin = pull.info();
        }
        return core.info(waiting, push != null && push.bound(), pin);
    }

    /// Leaves its state with the stream and lets go of it. Pull requests are told that the server goes.
    public void close() {
        if (end("409 Server Shutdown", true) && !frozen) {
            keep();
        }
    }

    /// Leaves its state with the stream now.
    public void keep() {
        keeper.save(core.nowNanos());
    }

    /// Is gone for good: pull requests are told so, and messages that only this one needed go, too.
    public void delete() {
        if (end("409 Consumer Deleted", false) && !frozen) {
            core.releaseRange(core.ledger().floor().settledStream() + 1, Long.MAX_VALUE);
        }
    }

    private boolean end(String status, boolean withRest) {
        if (closed) {
            return false;
        }
        closed = true;
        over = true;
        wakeup.cancel();
        core.stream().detach(this);
        if (pull != null) {
            pull.endAll(status, withRest);
        }
        return true;
    }

    @Override
    public boolean wants(byte[] subject, int subjectFrom, int subjectTo) {
        return core.cursor().filter().matches(subject, subjectFrom, subjectTo);
    }

    @Override
    public boolean needs(long sequence, byte[] subject, int subjectFrom, int subjectTo) {
        return wants(subject, subjectFrom, subjectTo) && core.owes(sequence);
    }

    @Override
    public void stored(StoredMessage message) {
        if (core.cursor().stored(message) && deliveries.wanted()) {
            core.ready();
        }
    }

    @Override
    public void removed(long sequence, byte[] subject, int subjectFrom, int subjectTo) {
        core.cursor().removed(sequence, subject, subjectFrom, subjectTo);
        if (core.ledger().tracks(sequence)) {
            deliveries.gone(sequence);
            core.ready();
        }
    }

    @Override
    public void removedThrough(long sequence) {
        core.purgedThrough(sequence);
        core.ready();
    }

    @Override
    public void purged(String subject, long rest) {
        List<String> filters = config().filters();
        boolean all = !filters.isEmpty() && filters.stream().allMatch(filter -> Subjects.subsetOf(filter, subject));
        long next = all ? rest : core.stream().state().firstSequence();
        if (core.ledger().nothingBefore(next)) {
            removedThrough(next - 1);
        }
    }

    @Override
    public void expiredThrough(long sequence) {
        core.cursor().removedThrough(sequence);
        deliveries.goneThrough(sequence);
        core.ready();
    }

    @Override
    public void frozen(String why) {
        frozen = true;
        over = true;
        wakeup.cancel();
        if (pull != null) {
            pull.endAll(UNAVAILABLE, false);
        }
    }
}
