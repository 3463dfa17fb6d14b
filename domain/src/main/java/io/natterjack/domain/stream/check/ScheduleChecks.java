package io.natterjack.domain.stream.check;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.expiry.MessageTtl;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.stream.schedule.SchedulePattern;
import io.natterjack.domain.subject.Subjects;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Asks whether a message may be a schedule, or may end one. Confined.
final class ScheduleChecks {
    private final StoredView stored;
    private final HeaderWriter writer = new HeaderWriter();

    ScheduleChecks(StoredView stored) {
        this.stored = stored;
    }

    @Nullable
    ApiError refusal(Draft draft, StreamConfig config, @Nullable StagedUnit unit, long nowNanos) {
        MessageHeaders headers = draft.headers();
        ApiError error = null;
        if (headers.given(MessageHeader.SCHEDULE) || headers.has(MessageHeader.SCHEDULE_TIME_ZONE)) {
            error = schedule(draft, config, nowNanos);
        }
        if (error == null && headers.given(MessageHeader.SCHEDULE_NEXT)) {
            error = ending(draft, config, unit);
        } else if (error == null && headers.given(MessageHeader.SCHEDULER)) {
            error = JetStreamError.MESSAGE_SCHEDULES_SCHEDULER_INVALID.with();
        }
        return error;
    }

    private @Nullable ApiError schedule(Draft draft, StreamConfig config, long nowNanos) {
        MessageHeaders headers = draft.headers();
        ApiError wrong = due(draft, nowNanos);
        if (wrong != null || draft.scheduleDueNanos() == 0) {
            boolean allowed = config.features().schedules();
            return wrong == null || allowed ? wrong : JetStreamError.MESSAGE_SCHEDULES_DISABLED.with();
        }
        if (!config.features().schedules()) {
            return JetStreamError.MESSAGE_SCHEDULES_DISABLED.with();
        }
        if (MessageTtl.parse(headers.text(MessageHeader.SCHEDULE_TTL)) == MessageTtl.INVALID) {
            return JetStreamError.MESSAGE_SCHEDULES_TTL_INVALID.with();
        }
        String rollup = headers.text(MessageHeader.SCHEDULE_ROLLUP);
        if (!rollup.isEmpty() && !rollup.equals("sub")) {
            return JetStreamError.MESSAGE_SCHEDULES_ROLLUP_INVALID.with();
        }
        if (headers.given(MessageHeader.SCHEDULE_TTL) && !config.features().messageTtl()) {
            return JetStreamError.MESSAGE_TTL_DISABLED.with();
        }
        String target = headers.text(MessageHeader.SCHEDULE_TARGET);
        if (!elsewhere(target, draft) || !heard(target, config)) {
            return JetStreamError.MESSAGE_SCHEDULES_TARGET_INVALID.with();
        }
        String source = headers.text(MessageHeader.SCHEDULE_SOURCE);
        if (!source.isEmpty() && (source.equals(target) || !elsewhere(source, draft) || !heard(source, config))) {
            return JetStreamError.MESSAGE_SCHEDULES_SOURCE_INVALID.with();
        }
        return rolledUp(draft);
    }

    private @Nullable ApiError due(Draft draft, long nowNanos) {
        MessageHeaders headers = draft.headers();
        ZoneId zone = null;
        if (headers.has(MessageHeader.SCHEDULE_TIME_ZONE)) {
            zone = SchedulePattern.zone(headers.text(MessageHeader.SCHEDULE_TIME_ZONE));
            if (zone == null) {
                return JetStreamError.MESSAGE_SCHEDULES_TIME_ZONE_INVALID.with();
            }
        }
        if (!headers.given(MessageHeader.SCHEDULE)) {
            return null;
        }
        SchedulePattern pattern = SchedulePattern.parse(headers.text(MessageHeader.SCHEDULE), zone);
        long next = pattern == null ? Long.MAX_VALUE : pattern.next(nowNanos, nowNanos);
        if (next == Long.MAX_VALUE) {
            return JetStreamError.MESSAGE_SCHEDULES_PATTERN_INVALID.with();
        }
        draft.scheduleDueNanos(next == 0 ? 1 : next);
        return null;
    }

    /// A schedule takes the place of the one before it.
    private @Nullable ApiError rolledUp(Draft draft) {
        String rollup = draft.headers().text(MessageHeader.ROLLUP);
        if (rollup.isEmpty()) {
            draft.with(writer, MessageHeader.ROLLUP, "sub");
            return null;
        }
        return rollup.equalsIgnoreCase("sub") ? null : JetStreamError.MESSAGE_SCHEDULES_ROLLUP_INVALID.with();
    }

    /// A message may end a schedule, and say nothing else of when it is due next.
    private @Nullable ApiError ending(Draft draft, StreamConfig config, @Nullable StagedUnit unit) {
        MessageHeaders headers = draft.headers();
        String scheduler = headers.text(MessageHeader.SCHEDULER);
        if (!headers.text(MessageHeader.SCHEDULE_NEXT).equals("purge") || !elsewhere(scheduler, draft)) {
            return JetStreamError.MESSAGE_SCHEDULES_SCHEDULER_INVALID.with();
        }
        if (!config.features().schedules()) {
            return JetStreamError.MESSAGE_SCHEDULES_DISABLED.with();
        }
        Boolean staged = unit == null ? null : unit.schedule(scheduler);
        boolean none = staged == null ? stored.lastIsNoSchedule(scheduler) : !staged;
        return none ? JetStreamError.MESSAGE_SCHEDULES_SCHEDULER_INVALID.with() : null;
    }

    private static boolean elsewhere(String subject, Draft draft) {
        byte[] bytes = Subjects.bytes(subject);
        return bytes.length > 0 && Subjects.publishable(bytes, 0, bytes.length) && !draft.hasSubject(subject);
    }

    private static boolean heard(String subject, StreamConfig config) {
        return config.subjects().stream().anyMatch(each -> Subjects.overlap(each, subject));
    }
}
