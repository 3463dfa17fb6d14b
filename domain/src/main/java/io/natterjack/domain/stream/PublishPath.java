package io.natterjack.domain.stream;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.batch.BatchLimits;
import io.natterjack.domain.stream.batch.BatchTotal;
import io.natterjack.domain.stream.batch.FastReply;
import io.natterjack.domain.stream.check.Draft;
import io.natterjack.domain.stream.check.HeaderChecks;
import io.natterjack.domain.stream.check.Intake;
import io.natterjack.domain.stream.check.MessageChecks;
import io.natterjack.domain.stream.check.Outcome;
import io.natterjack.domain.stream.check.Rollup;
import io.natterjack.domain.stream.check.StagedUnit;
import io.natterjack.domain.stream.check.StoredView;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.dedupe.DuplicateWindow;
import io.natterjack.domain.stream.expiry.MessageTtl;
import io.natterjack.domain.stream.message.Answers;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What happens to a message that is published, from top to bottom.
///
/// ```
/// prepare  its subject is transformed
/// asked    what its headers ask for can be granted: size, counters, expectations, schedules
/// …        it has not been stored already, under the same id
/// granted  what it does to others is allowed, account and stream have room
/// store    append, tell everybody, roll up, push out what is too much, publish again
/// ```
final class PublishPath {
    private final StreamHost host;
    private final Stream stream;
    private final StreamContents contents;
    private final Answers answers;
    private final Intake intake;
    private final Room room;
    private final StoredView view;
    private final MessageChecks checks;
    private final DuplicateWindow duplicates;
    private final Republishing republishing;
    private final Timers timers;
    private final FastPublishing fast;
    private final AtomicPublishing atomic;

    private final Draft draft = new Draft();
    private final Draft trusted = new Draft();
    private final Outcome outcome = new Outcome();
    private final StoredMessage window = new StoredMessage();

    PublishPath(StreamHost host, Stream stream, StreamContents contents, Answers answers) {
        StreamConfig config = stream.config();
        this.host = host;
        this.stream = stream;
        this.contents = contents;
        this.answers = answers;
        this.intake = new Intake(host.random(), config.subjectTransform());
        this.room = new Room(contents);
        this.view = new StoredView(contents.reader(), contents.subjects());
        this.checks = new MessageChecks(view, host::payloadBytesMax);
        this.duplicates = new DuplicateWindow(config.duplicateWindowNanos());
        this.republishing = new Republishing(host, config.republish());
        this.timers = new Timers(host, stream, contents, this);
        this.fast = new FastPublishing(host, stream, answers, this);
        this.atomic = new AtomicPublishing(host, stream, answers, this);
    }

    /// Takes in what a client has published.
    void publish(Publication message) {
        draft.take(message, false);
        if (onlyTraced(draft.headers())) {
            return;
        }
        if (FastReply.marks(message)) {
            fast.publish(message, draft);
        } else if (draft.headers().given(MessageHeader.BATCH_ID)) {
            atomic.publish(message, draft);
        } else {
            answer(message, attempt(draft));
        }
    }

    /// Whether a message only asks for its way: it is neither stored nor answered.
    private static boolean onlyTraced(MessageHeaders headers) {
        if (!headers.has(MessageHeader.TRACE_DESTINATION) || !headers.has(MessageHeader.TRACE_ONLY)) {
            return false;
        }
        String asked = headers.text(MessageHeader.TRACE_ONLY).toLowerCase(Locale.ROOT);
        return asked.equals("1") || asked.equals("true") || asked.equals("on");
    }

    /// Takes in what somebody inside of the server has published, as if a client had.
    Outcome offer(Publication message) {
        return attempt(draft.take(message, false));
    }

    /// Takes in what the server itself or another stream has made.
    Outcome publishTrusted(Publication message) {
        return attempt(trusted.take(message, true));
    }

    /// Stores a message of another stream as it is there.
    ///
    /// @return null if it is stored; else why not
    @Nullable
    ApiError copy(Publication message, long sequence, long timeNanos) {
        trusted.take(message, true);
        if (trusted.headerLength() > 0) {
            trusted.ttlSeconds(MessageTtl.parse(trusted.headers().text(MessageHeader.TTL)));
            HeaderChecks.rollup(trusted, stream.config(), null);
        }
        ApiError full = crowded(trusted);
        if (full != null) {
            return full;
        }
        try {
            place(trusted, sequence);
            window.at(sequence, timeNanos, window.flags());
            long before = republishing.wants(trusted) ? view.last(trusted) : 0;
            contents.append(window, false);
            contents.announce(window);
            stored(trusted, before, true);
            return null;
        } catch (StorageFullException _) {
            host.outOfStorage(stream);
            return JetStreamError.INSUFFICIENT_RESOURCES.with();
        } catch (StorageException _) {
            return JetStreamError.STREAM_STORE_FAILED.with("store is closed");
        }
    }

    private void answer(Publication message, Outcome result) {
        if (!message.hasReply() || stream.config().noAck()) {
            return;
        }
        ApiError error = result.error();
        if (error != null) {
            answers.refused(message, error);
        } else if (result.duplicate()) {
            answers.duplicate(message, result.sequence());
        } else if (stream.config().features().counters()) {
            answers.counted(message, result.sequence(), draft.counter());
        } else {
            answers.stored(message, result.sequence());
        }
    }

    /// Checks a message that stands on its own, and stores it.
    Outcome attempt(Draft message) {
        intake.prepare(message);
        ApiError error = asked(message, null);
        if (error != null) {
            return outcome.refused(error);
        }
        long duplicate = duplicates.find(message.headers(), host.nowNanos());
        if (duplicate != 0) {
            return outcome.duplicate(duplicate);
        }
        error = granted(message, null);
        if (error != null) {
            return outcome.refused(error);
        }
        try {
            return outcome.stored(store(message));
        } catch (StorageFullException _) {
            host.outOfStorage(stream);
            return outcome.refused(JetStreamError.INSUFFICIENT_RESOURCES.with());
        } catch (StorageException _) {
            return outcome.refused(JetStreamError.STREAM_STORE_FAILED.with("store is closed"));
        }
    }

    /// @param unit · what stands before it in an atomic batch; null for a message on its own
    private @Nullable ApiError asked(Draft message, @Nullable StagedUnit unit) {
        long last = contents.state().lastSequence() + (unit == null ? 0 : unit.messages());
        return checks.asked(message, stream.config(), last, unit, host.nowNanos());
    }

    private @Nullable ApiError granted(Draft message, @Nullable StagedUnit unit) {
        StreamConfig config = stream.config();
        ApiError error = checks.changes(message, config, unit, duplicates.last());
        if (error == null) {
            error = host.refusal(stream, size(message) + (unit == null ? 0 : unit.bytes()));
        }
        if (error == null && (unit != null || wanted(message))) {
            error = room.refusal(message, config, unit);
        }
        return error;
    }

    /// Whether account and server have no room for a message that may be stored later; else null.
    @Nullable
    ApiError crowded(Draft message) {
        return host.refusal(stream, size(message));
    }

    private long size(Draft message) {
        return contents.sizeOf(message.subjectLength(), message.headerLength(), message.payloadLength());
    }

    /// Whether there is a consumer for it, where that decides.
    private boolean wanted(Draft message) {
        return stream.config().retention() != RetentionPolicy.INTEREST
                || contents.wanted(message.subject(), message.subjectFrom(), message.subjectTo());
    }

    private long store(Draft message) {
        boolean wanted = wanted(message);
        long before = wanted && republishing.wants(message) ? view.last(message) : 0;
        place(message, contents.state().lastSequence() + 1);
        if (wanted) {
            contents.append(window, false);
            contents.announce(window);
        } else {
            contents.skip(window);
        }
        long sequence = window.sequence();
        stored(message, before, wanted);
        return sequence;
    }

    private void place(Draft message, long sequence) {
        window.at(sequence, contents.nextTimeNanos(host.nowNanos()), timers.flags(message))
                .subject(message.subject(), message.subjectFrom(), message.subjectTo())
                .payload(message.payload(), message.payloadFrom(), message.headerLength(), message.payloadLength());
    }

    /// What follows when the message in the window has been stored and announced.
    private void stored(Draft message, long before, boolean kept) {
        long sequence = window.sequence();
        long timeNanos = window.timeNanos();
        duplicates.remember(message.headers(), sequence, timeNanos);
        if (kept) {
            timers.stored(message, sequence, timeNanos);
        }
        rollUp(message, kept ? sequence : sequence + 1);
        if (!kept) {
            return;
        }
        room.enforce(stream.config(), message.subject(), message.subjectFrom(), message.subjectTo());
        if (republishing.wants(message)) {
            republishing.publish(stream.name(), message, sequence, timeNanos, before);
        }
    }

    private void rollUp(Draft message, long beforeSequence) {
        if (message.rollup() == Rollup.SUBJECT) {
            contents.rollUp(message.subject(), message.subjectFrom(), message.subjectTo(), beforeSequence);
        } else if (message.rollup() == Rollup.ALL) {
            contents.rollUp(beforeSequence);
        }
        MessageHeaders headers = message.headers();
        boolean may =
                stream.config().access().rollup() && !stream.config().access().denyPurge();
        if (may && headers.given(MessageHeader.SCHEDULE_NEXT) && headers.given(MessageHeader.SCHEDULER)) {
            timers.endSchedule(headers);
        }
    }

    /// Checks a message of an atomic batch, and adds it to what stands before it.
    @Nullable
    ApiError stage(Draft message, StagedUnit unit) {
        intake.prepare(message);
        message.ownSubject();
        ApiError error = asked(message, unit);
        if (error != null) {
            return error;
        }
        boolean staged = message.headers().given(MessageHeader.MSG_ID)
                && !unit.addId(message.headers().text(MessageHeader.MSG_ID));
        if (staged || duplicates.find(message.headers(), host.nowNanos()) != 0) {
            return JetStreamError.ATOMIC_PUBLISH_CONTAINS_DUPLICATE_MESSAGE.with();
        }
        error = granted(message, unit);
        if (error == null) {
            unit.add(message, size(message));
        }
        return error;
    }

    /// Stores the messages of an atomic batch, all or none.
    ///
    /// @param unit · with one message or more, all of them checked
    /// @return sequence of the last one
    long storeUnit(List<Draft> unit) {
        long first = contents.state().lastSequence() + 1;
        boolean[] wanted = new boolean[unit.size()];
        for (int at = 0; at < unit.size(); at++) {
            wanted[at] = wanted(unit.get(at));
        }
        long[] timesNanos = appendUnit(unit, wanted, first);
        announceUnit(unit, wanted, first, timesNanos);
        for (int at = 0; at < unit.size(); at++) {
            Draft message = unit.get(at);
            long sequence = first + at;
            boolean kept = wanted[at];
            place(message, sequence);
            window.at(sequence, timesNanos[at], window.flags());
            if (!kept && sequence > contents.state().lastSequence()) {
                contents.skip(window);
            }
            stored(message, kept && republishing.wants(message) ? view.lastBefore(message, sequence) : 0, kept);
        }
        return first + unit.size() - 1;
    }

    /// Before the first of them makes others go, which may be of the unit themselves.
    private void announceUnit(List<Draft> unit, boolean[] wanted, long first, long[] timesNanos) {
        for (int at = 0; at < unit.size(); at++) {
            if (wanted[at]) {
                place(unit.get(at), first + at);
                window.at(first + at, timesNanos[at], window.flags());
                contents.announce(window);
            }
        }
    }

    /// @return their times
    private long[] appendUnit(List<Draft> unit, boolean[] wanted, long first) {
        int last = unit.size() - 1;
        while (last >= 0 && !wanted[last]) {
            last--;
        }
        long[] timesNanos = new long[unit.size()];
        int at = 0;
        try {
            for (; at < unit.size(); at++) {
                place(unit.get(at), first + at);
                timesNanos[at] = window.timeNanos();
                if (wanted[at]) {
                    contents.append(window, at < last);
                }
            }
            return timesNanos;
        } catch (StorageFullException full) {
            host.outOfStorage(stream);
            for (long sequence = first; sequence < first + at; sequence++) {
                contents.remove(sequence);
            }
            throw full;
        }
    }

    /// Finds again what is not kept: ids, and what is due.
    void recover() {
        duplicates.recover(contents.reader(), contents.state().lastSequence(), host.nowNanos());
        timers.recover();
    }

    void limit(BatchLimits batches, BatchTotal atomicTotal, BatchTotal fastTotal) {
        atomic.limit(batches, atomicTotal);
        fast.limit(batches, fastTotal);
    }

    /// The configuration is another one.
    void reconfigured() {
        StreamConfig config = stream.config();
        duplicates.windowNanos(config.duplicateWindowNanos());
        intake.configure(config.subjectTransform());
        republishing.configure(config.republish());
        atomic.reconfigured();
        fast.reconfigured();
        room.enforceAll(config);
        timers.recover();
    }

    /// Nothing happens here any more.
    void close() {
        atomic.close();
        fast.close();
        timers.close();
    }
}
