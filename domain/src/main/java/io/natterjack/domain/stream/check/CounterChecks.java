package io.natterjack.domain.stream.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Adds to the counters of a stream. A message says by how much; what is stored says how much it is now.
///
/// A counter that comes from another stream says how much it is there. The difference to what it was there before
/// is added here, and how much it is there is kept in a header. Confined.
public final class CounterChecks {
    private final StoredView stored;
    private final HeaderWriter writer = new HeaderWriter();

    public CounterChecks(StoredView stored) {
        this.stored = stored;
    }

    /// Whether a message that adds to a counter may do so, or has to and does not.
    public static @Nullable ApiError refusal(Draft draft, StreamConfig config) {
        MessageHeaders headers = draft.headers();
        boolean counters = config.features().counters();
        if (draft.headerLength() == 0 || !headers.given(MessageHeader.INCREMENT)) {
            return null;
        }
        if (CounterState.number(headers.text(MessageHeader.INCREMENT)) == null) {
            return JetStreamError.MESSAGE_INCR_INVALID.with();
        }
        if (draft.trusted()) {
            return null;
        }
        if (!counters) {
            return JetStreamError.MESSAGE_INCR_DISABLED.with();
        }
        if (draft.bodyLength() > 0) {
            return JetStreamError.MESSAGE_INCR_PAYLOAD.with();
        }
        boolean expects = headers.given(MessageHeader.ROLLUP)
                || headers.given(MessageHeader.EXPECTED_STREAM)
                || headers.given(MessageHeader.EXPECTED_LAST_MSG_ID)
                || headers.given(MessageHeader.EXPECTED_LAST_SEQUENCE)
                || headers.given(MessageHeader.EXPECTED_LAST_SUBJECT_SEQUENCE)
                || headers.given(MessageHeader.EXPECTED_LAST_SUBJECT_SEQUENCE_SUBJECT);
        return expects ? JetStreamError.MESSAGE_INCR_INVALID.with() : null;
    }

    /// Makes of what is added what is stored.
    ///
    /// @param unit · what stands before it; null for a message on its own
    public @Nullable ApiError apply(Draft draft, @Nullable StagedUnit unit) {
        if (draft.headerLength() == 0 || !draft.headers().given(MessageHeader.INCREMENT)) {
            return JetStreamError.MESSAGE_INCR_MISSING.with();
        }
        String subject = draft.subjectText();
        CounterState staged = unit == null ? null : unit.counters().get(subject);
        CounterState before = staged == null ? stored.counter(subject) : staged;
        if (before == null) {
            return JetStreamError.MESSAGE_COUNTER_BROKEN.with();
        }
        CounterState after = after(draft, before, subject);
        if (after == null) {
            return JetStreamError.MESSAGE_COUNTER_BROKEN.with();
        }
        if (unit != null) {
            unit.counters().put(subject, after);
        }
        store(draft, before, after);
        return null;
    }

    private static @Nullable CounterState after(Draft draft, CounterState before, String subject) {
        MessageHeaders headers = draft.headers();
        if (!headers.given(MessageHeader.STREAM_SOURCE)) {
            BigInteger increment = CounterState.number(headers.text(MessageHeader.INCREMENT));
            return increment == null ? null : before.plus(increment);
        }
        String[] origin = headers.text(MessageHeader.STREAM_SOURCE).split(" ", -1);
        String there = origin.length >= 5 ? origin[4] : subject;
        BigInteger value = CounterState.value(new String(draft.payload(), draft.bodyFrom(), draft.bodyLength(), UTF_8));
        if (value == null) {
            return null;
        }
        return before.plus(value.subtract(before.contribution(origin[0], there)))
                .withContribution(origin[0], there, value);
    }

    private void store(Draft draft, CounterState before, CounterState after) {
        byte[] body = after.body().getBytes(UTF_8);
        if (after.sources().isEmpty()) {
            writer.start(draft.payload(), draft.payloadFrom(), draft.headerLength());
        } else {
            MessageHeaders headers = draft.headers();
            boolean own = !headers.given(MessageHeader.STREAM_SOURCE);
            BigInteger increment = after.value().subtract(before.value());
            writer.startWithout(
                            draft.payload(),
                            draft.payloadFrom(),
                            draft.headerLength(),
                            MessageHeader.INCREMENT.text() + ":",
                            MessageHeader.COUNTER_SOURCES.text() + ":")
                    .add(
                            MessageHeader.INCREMENT.text(),
                            own ? headers.text(MessageHeader.INCREMENT) : increment.toString())
                    .add(MessageHeader.COUNTER_SOURCES.text(), after.sourcesText());
        }
        draft.replace(writer.end().body(body, 0, body.length));
        draft.counter(after.value().toString());
    }
}
