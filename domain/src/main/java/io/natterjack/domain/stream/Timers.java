package io.natterjack.domain.stream;

import io.natterjack.domain.agenda.Agenda;
import io.natterjack.domain.agenda.Wakeup;
import io.natterjack.domain.stream.check.Draft;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamFeatures;
import io.natterjack.domain.stream.expiry.ExpiryQueue;
import io.natterjack.domain.stream.expiry.MessageTtl;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.Arrays;

/// Lets messages go when they are old enough: by the age limit of the stream, or by a time to live of their own.
///
/// Where a stream leaves markers, the last message of a subject is not removed. A marker is published that rolls
/// it up, so that everybody hears of it; the marker itself goes without a trace.
final class Timers {
    private static final long SECOND_NANOS = 1_000_000_000;
    /// Least time between two looks at the age of messages.
    private static final long AGE_STEP_NANOS = 50_000_000;
    /// Messages that are looked at in one run.
    private static final int RUN_MAX = 1_000;

    private static final byte[] KV_PURGE = {'P', 'U', 'R', 'G', 'E'};

    private final StreamHost host;
    private final Stream stream;
    private final StreamContents contents;
    private final PublishPath path;
    private final Schedules schedules;
    private final ExpiryQueue queue = new ExpiryQueue();
    private final Wakeup wakeup;
    private final StoredMessage window = new StoredMessage();
    private final MessageHeaders headers = new MessageHeaders();
    private final HeaderWriter writer = new HeaderWriter();
    private final Publication marker = new Publication();
    /// All before it that are old enough to go have been looked at: those that are there stay.
    private long unseen = 1;

    Timers(StreamHost host, Stream stream, StreamContents contents, PublishPath path) {
        this.host = host;
        this.stream = stream;
        this.contents = contents;
        this.path = path;
        this.schedules = new Schedules(host, contents, path);
        this.wakeup = new Wakeup(host.agenda(), this::run);
    }

    /// What a storage has to know of a message to find it again.
    int flags(Draft draft) {
        boolean acts = draft.ttlSeconds() > MessageTtl.UNSET || draft.scheduleDueNanos() != 0;
        return acts ? StoredMessage.MARKED : 0;
    }

    /// A message has been stored.
    void stored(Draft draft, long sequence, long timeNanos) {
        StreamConfig config = stream.config();
        if (config.features().messageTtl() && draft.ttlSeconds() > MessageTtl.UNSET) {
            expires(sequence, timeNanos + draft.ttlSeconds() * SECOND_NANOS);
        }
        if (config.limits().ageNanosMax() > 0) {
            wakeup.by(timeNanos + config.limits().ageNanosMax());
        }
        if (config.features().schedules()) {
            schedules.stored(draft, sequence);
        }
    }

    /// A message ends a schedule.
    void endSchedule(MessageHeaders of) {
        schedules.end(of);
    }

    private void expires(long sequence, long dueNanos) {
        queue.add(sequence, dueNanos);
        wakeup.by(dueNanos);
    }

    /// Finds again what is due some time, among the messages that are there.
    void recover() {
        queue.clear();
        schedules.clear();
        wakeup.cancel();
        unseen = 1;
        StreamFeatures features = stream.config().features();
        for (long at = 1; contents.reader().nextMarked(at, window); at = window.sequence() + 1) {
            headers.read(window.payload(), window.payloadFrom(), window.headerLength());
            long seconds = MessageTtl.parse(headers.text(MessageHeader.TTL));
            if (features.messageTtl() && seconds > MessageTtl.UNSET) {
                expires(window.sequence(), window.timeNanos() + seconds * SECOND_NANOS);
            }
            if (features.schedules()) {
                schedules.recovered(window, headers);
            }
        }
        if (stream.config().limits().ageNanosMax() > 0 && contents.state().messages() > 0) {
            wakeup.by(
                    contents.state().firstTimeNanos() + stream.config().limits().ageNanosMax());
        }
    }

    void close() {
        wakeup.cancel();
        schedules.close();
    }

    private void run() {
        long now = host.nowNanos();
        long nextAge = expireByAge(now);
        int left = RUN_MAX;
        for (; left > 0 && queue.nextDueNanos() <= now; left--) {
            if (contents.reader().read(queue.remove(), window)) {
                letGo();
            }
        }
        wakeup.by(nextAge == Agenda.NEVER || nextAge == now + 1 ? nextAge : Math.max(nextAge, now + AGE_STEP_NANOS));
        wakeup.by(left == 0 ? now + 1 : queue.nextDueNanos());
    }

    /// @return when to look again, which need not be that soon unless it is at once
    private long expireByAge(long now) {
        StreamConfig config = stream.config();
        long ageMax = config.limits().ageNanosMax();
        if (ageMax <= 0 || contents.state().messages() == 0) {
            return Agenda.NEVER;
        }
        if (config.features().messageTtl()) {
            return expireOneByOne(now, ageMax);
        }
        long firstToStay = contents.reader().sequenceAt(now - ageMax + 1);
        if (firstToStay > contents.state().firstSequence()) {
            contents.expireThrough(firstToStay - 1);
        }
        return contents.state().messages() == 0
                ? Agenda.NEVER
                : contents.state().firstTimeNanos() + ageMax;
    }

    /// Where messages may live for ever, or leave markers, each is looked at.
    private long expireOneByOne(long now, long ageMax) {
        for (int left = RUN_MAX; contents.reader().next(SubjectFilter.ALL, unseen, window); left--) {
            if (window.timeNanos() > now - ageMax) {
                return window.timeNanos() + ageMax;
            }
            if (left == 0) {
                return now + 1;
            }
            long sequence = window.sequence();
            headers.read(window.payload(), window.payloadFrom(), window.headerLength());
            if (MessageTtl.parse(headers.text(MessageHeader.TTL)) != MessageTtl.NEVER) {
                letGo();
            }
            unseen = sequence + 1;
        }
        return Agenda.NEVER;
    }

    /// Lets the message in the window go.
    private void letGo() {
        long seconds = stream.config().features().subjectDeleteMarkerTtlNanos() / SECOND_NANOS;
        byte[] subject = Arrays.copyOfRange(window.subject(), window.subjectFrom(), window.subjectTo());
        headers.read(window.payload(), window.payloadFrom(), window.headerLength());
        boolean isMarker =
                headers.given(MessageHeader.MARKER_REASON) || headers.is(MessageHeader.KV_OPERATION, KV_PURGE);
        boolean last = seconds > 0 && contents.subjects().count(subject, 0, subject.length) == 1;
        if (!last || isMarker) {
            contents.remove(window.sequence());
            return;
        }
        long sequence = window.sequence();
        writer.start()
                .add(MessageHeader.MARKER_REASON.text(), "MaxAge")
                .add(MessageHeader.TTL.text(), GoDuration.text(seconds * SECOND_NANOS))
                .add(MessageHeader.ROLLUP.text(), "sub")
                .end();
        marker.to(subject, 0, subject.length).payload(writer.bytes(), 0, writer.headerLength(), writer.length());
        if (path.publishTrusted(marker).error() != null) {
            expires(sequence, host.nowNanos() + SECOND_NANOS);
        }
    }
}
