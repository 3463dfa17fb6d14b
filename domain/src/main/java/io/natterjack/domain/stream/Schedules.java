package io.natterjack.domain.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.agenda.Wakeup;
import io.natterjack.domain.stream.check.Draft;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.domain.stream.schedule.SchedulePattern;
import io.natterjack.domain.stream.schedule.ScheduleTable;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Publishes messages when they are due that somebody has stored for later.
///
/// A schedule is a message. What it publishes says by a header when the next one is due, or that the schedule is
/// to be purged; so the stream itself keeps how far a schedule has come.
final class Schedules {
    private static final String PURGE = "purge";
    /// How long to wait if what is due could not be published.
    private static final long RETRY_NANOS = 1_000_000_000;

    private final StreamHost host;
    private final StreamContents contents;
    private final PublishPath path;
    private final ScheduleTable table = new ScheduleTable();
    private final Wakeup wakeup;
    private final StoredMessage window = new StoredMessage();
    private final MessageHeaders headers = new MessageHeaders();
    private final HeaderWriter writer = new HeaderWriter();
    private final Publication message = new Publication();

    Schedules(StreamHost host, StreamContents contents, PublishPath path) {
        this.host = host;
        this.contents = contents;
        this.path = path;
        this.wakeup = new Wakeup(host.agenda(), this::run);
    }

    /// A message has been stored: it is a schedule, takes the place of one, or says when one is due next.
    void stored(Draft draft, long sequence) {
        MessageHeaders of = draft.headers();
        if (draft.scheduleDueNanos() != 0) {
            table.put(draft.subjectText(), sequence, draft.scheduleDueNanos());
        } else if (!table.isEmpty() && !of.given(MessageHeader.SCHEDULER)) {
            table.remove(draft.subjectText());
        }
        if (of.given(MessageHeader.SCHEDULE_NEXT) && of.given(MessageHeader.SCHEDULER)) {
            reschedule(of);
        }
        wakeup.by(table.nextDueNanos());
    }

    private void reschedule(MessageHeaders of) {
        long next = SchedulePattern.moment(of.text(MessageHeader.SCHEDULE_NEXT));
        if (next != Long.MAX_VALUE) {
            table.reschedule(of.text(MessageHeader.SCHEDULER), next);
        }
    }

    /// A message that was found again after a restart.
    void recovered(StoredMessage found, MessageHeaders of) {
        SchedulePattern pattern = pattern(of);
        if (pattern != null) {
            long due = pattern.next(found.timeNanos(), host.nowNanos());
            table.put(subject(found), found.sequence(), due);
            wakeup.by(table.nextDueNanos());
        }
    }

    /// A message ends a schedule: all of its subject goes.
    void end(MessageHeaders of) {
        if (of.text(MessageHeader.SCHEDULE_NEXT).equals(PURGE)) {
            byte[] subject = of.text(MessageHeader.SCHEDULER).getBytes(UTF_8);
            contents.rollUp(subject, 0, subject.length, Long.MAX_VALUE);
            table.remove(of.text(MessageHeader.SCHEDULER));
        }
    }

    void clear() {
        table.clear();
        wakeup.cancel();
    }

    void close() {
        wakeup.cancel();
    }

    private void run() {
        long now = host.nowNanos();
        for (ScheduleTable.Entry entry : table.due(now)) {
            fire(entry, now);
        }
        wakeup.by(table.nextDueNanos());
    }

    private void fire(ScheduleTable.Entry entry, long now) {
        boolean there = contents.reader().read(entry.sequence(), window);
        headers.read(window.payload(), window.payloadFrom(), there ? window.headerLength() : 0);
        SchedulePattern pattern = there ? pattern(headers) : null;
        if (pattern == null) {
            table.remove(entry.subject());
            return;
        }
        long next = pattern.repeats() ? pattern.next(entry.dueNanos(), now) : now + RETRY_NANOS;
        table.reschedule(entry.subject(), Math.max(next, now + 1));
        compose(entry, pattern.repeats() ? pattern.text(next) : PURGE);
        path.publishTrusted(message);
    }

    private void compose(ScheduleTable.Entry entry, String next) {
        String target = headers.text(MessageHeader.SCHEDULE_TARGET);
        String timeToLive = headers.text(MessageHeader.SCHEDULE_TTL);
        String rollup = headers.text(MessageHeader.SCHEDULE_ROLLUP);
        byte[] source = headers.text(MessageHeader.SCHEDULE_SOURCE).getBytes(UTF_8);
        long last = source.length == 0 ? 0 : contents.subjects().last(source, 0, source.length);
        if (source.length > 0) {
            // Looking for the source has used up what the window showed.
            contents.reader().read(last != 0 ? last : entry.sequence(), window);
        }
        writer.startWithout(
                        window.payload(),
                        window.payloadFrom(),
                        window.headerLength(),
                        "Nats-Schedule",
                        "Nats-Expected-",
                        MessageHeader.MSG_ID.text() + ":",
                        MessageHeader.TTL.text() + ":",
                        MessageHeader.ROLLUP.text() + ":")
                .add(MessageHeader.SCHEDULER.text(), entry.subject())
                .add(MessageHeader.SCHEDULE_NEXT.text(), next);
        if (!timeToLive.isEmpty()) {
            writer.add(MessageHeader.TTL.text(), timeToLive);
        }
        if (!rollup.isEmpty()) {
            writer.add(MessageHeader.ROLLUP.text(), rollup);
        }
        int body = window.payloadFrom() + window.headerLength();
        writer.end().body(window.payload(), body, window.payloadLength() - window.headerLength());
        message.to(target).payload(writer.bytes(), 0, writer.headerLength(), writer.length());
    }

    private static @Nullable SchedulePattern pattern(MessageHeaders of) {
        ZoneId zone = of.given(MessageHeader.SCHEDULE_TIME_ZONE)
                ? SchedulePattern.zone(of.text(MessageHeader.SCHEDULE_TIME_ZONE))
                : null;
        return of.given(MessageHeader.SCHEDULE) ? SchedulePattern.parse(of.text(MessageHeader.SCHEDULE), zone) : null;
    }

    private static String subject(StoredMessage message) {
        return new String(message.subject(), message.subjectFrom(), message.subjectLength(), UTF_8);
    }
}
