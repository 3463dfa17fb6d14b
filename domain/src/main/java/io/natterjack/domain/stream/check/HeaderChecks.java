package io.natterjack.domain.stream.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.expiry.MessageTtl;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.text.GoQuoted;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Asks whether what the headers of a message ask for can be granted: the first that cannot is the answer.
/// Confined.
public final class HeaderChecks {
    private static final byte[] SUB = "sub".getBytes(ISO_8859_1);

    private final StoredView stored;
    private final ScheduleChecks schedules;

    public HeaderChecks(StoredView stored) {
        this.stored = stored;
        this.schedules = new ScheduleChecks(stored);
    }

    /// @param lastSequence · of the stream, and what stands before this message in its unit
    /// @param unit         · what stands before it; null for a message on its own
    /// @param nowNanos     · since 1970
    /// @return null if there is nothing against it. Then the draft says when it is due and what it rolls up
    public @Nullable ApiError refusal(
            Draft draft, StreamConfig config, long lastSequence, @Nullable StagedUnit unit, long nowNanos) {
        MessageHeaders headers = draft.headers();
        if (draft.headerLength() == 0) {
            return null;
        }
        ApiError error = expectedStream(headers, config);
        if (error == null) {
            error = timeToLive(draft, config);
        }
        if (error == null) {
            error = expectedSubjectSequence(draft, unit);
        }
        if (error == null) {
            error = expectedSequence(headers, lastSequence, unit);
        }
        if (error == null && !draft.trusted()) {
            error = schedules.refusal(draft, config, unit, nowNanos);
        }
        if (error == null && !draft.trusted() && headers.given(MessageHeader.STREAM_SOURCE)) {
            error = JetStreamError.MESSAGE_SOURCE_HDR_NOT_ALLOWED.with();
        }
        return error;
    }

    private static @Nullable ApiError expectedStream(MessageHeaders headers, StreamConfig config) {
        boolean other = headers.given(MessageHeader.EXPECTED_STREAM)
                && !headers.is(MessageHeader.EXPECTED_STREAM, config.name().getBytes(UTF_8));
        return other ? JetStreamError.STREAM_NOT_MATCH.with() : null;
    }

    private static @Nullable ApiError timeToLive(Draft draft, StreamConfig config) {
        if (!draft.headers().given(MessageHeader.TTL)) {
            return null;
        }
        long seconds = MessageTtl.parse(draft.headers().text(MessageHeader.TTL));
        if (!draft.trusted() && !config.features().messageTtl() && seconds != MessageTtl.INVALID) {
            return seconds == MessageTtl.UNSET ? null : JetStreamError.MESSAGE_TTL_DISABLED.with();
        }
        draft.ttlSeconds(seconds);
        return seconds == MessageTtl.INVALID ? JetStreamError.MESSAGE_TTL_INVALID.with() : null;
    }

    private @Nullable ApiError expectedSubjectSequence(Draft draft, @Nullable StagedUnit unit) {
        MessageHeaders headers = draft.headers();
        boolean other = headers.given(MessageHeader.EXPECTED_LAST_SUBJECT_SEQUENCE_SUBJECT);
        if (!headers.given(MessageHeader.EXPECTED_LAST_SUBJECT_SEQUENCE)) {
            return other ? JetStreamError.STREAM_EXPECTED_LAST_SEQ_PER_SUBJECT_INVALID.with() : null;
        }
        long expected = headers.number(MessageHeader.EXPECTED_LAST_SUBJECT_SEQUENCE);
        if (unit == null && !other) {
            long last = stored.last(draft);
            return last == expected ? null : JetStreamError.STREAM_WRONG_LAST_SEQUENCE.with(last);
        }
        String subject =
                other ? headers.text(MessageHeader.EXPECTED_LAST_SUBJECT_SEQUENCE_SUBJECT) : draft.subjectText();
        if (unit != null && unit.messages(subject) > 0) {
            return JetStreamError.STREAM_WRONG_LAST_SEQUENCE_CONSTANT.with();
        }
        long last = stored.last(subject);
        return last == expected ? null : JetStreamError.STREAM_WRONG_LAST_SEQUENCE.with(last);
    }

    private static @Nullable ApiError expectedSequence(
            MessageHeaders headers, long lastSequence, @Nullable StagedUnit unit) {
        if (!headers.given(MessageHeader.EXPECTED_LAST_SEQUENCE)) {
            return null;
        }
        if (headers.number(MessageHeader.EXPECTED_LAST_SEQUENCE) != lastSequence) {
            return JetStreamError.STREAM_WRONG_LAST_SEQUENCE.with(lastSequence);
        }
        boolean late = unit != null && !unit.isEmpty();
        return late ? JetStreamError.STREAM_WRONG_LAST_SEQUENCE_CONSTANT.with() : null;
    }

    /// Whether the last message that was stored has the id that is expected.
    ///
    /// @param last · its id; empty if it had none
    public static @Nullable ApiError expectedLastId(MessageHeaders headers, byte[] last) {
        if (!headers.given(MessageHeader.EXPECTED_LAST_MSG_ID)
                || headers.is(MessageHeader.EXPECTED_LAST_MSG_ID, last)) {
            return null;
        }
        return JetStreamError.STREAM_WRONG_LAST_MSG_ID.with(new String(last, UTF_8));
    }

    /// Whether what a message rolls up may be rolled up; the draft knows it then.
    public static @Nullable ApiError rollup(Draft draft, StreamConfig config, @Nullable StagedUnit unit) {
        MessageHeaders headers = draft.headers();
        if (!headers.given(MessageHeader.ROLLUP)) {
            return null;
        }
        boolean allowed = config.access().rollup() && !config.access().denyPurge();
        if (!allowed && !draft.trusted()) {
            return JetStreamError.STREAM_ROLLUP_FAILED.with("rollup not permitted");
        }
        String what = headers.is(MessageHeader.ROLLUP, SUB)
                ? "sub"
                : headers.text(MessageHeader.ROLLUP).toLowerCase(Locale.ROOT);
        if (what.equals("sub")) {
            draft.rollup(allowed ? Rollup.SUBJECT : Rollup.NONE);
            boolean late = unit != null && unit.messages(draft.subjectText()) > 0;
            return late ? JetStreamError.STREAM_ROLLUP_FAILED.with("batch rollup sub invalid") : null;
        }
        if (what.equals("all")) {
            draft.rollup(allowed ? Rollup.ALL : Rollup.NONE);
            boolean late = unit != null && !unit.isEmpty();
            return late ? JetStreamError.STREAM_ROLLUP_FAILED.with("batch rollup all invalid") : null;
        }
        return JetStreamError.STREAM_ROLLUP_FAILED.with("rollup value invalid: " + GoQuoted.text(what));
    }
}
