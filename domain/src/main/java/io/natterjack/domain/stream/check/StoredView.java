package io.natterjack.domain.stream.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import io.natterjack.ports.storage.stream.SubjectIndex;
import org.jspecify.annotations.Nullable;

/// What checks want to know of the messages that are there. Confined.
public final class StoredView {
    private final MessageReader reader;
    private final SubjectIndex subjects;
    private final StoredMessage window = new StoredMessage();
    private final MessageHeaders headers = new MessageHeaders();

    public StoredView(MessageReader reader, SubjectIndex subjects) {
        this.reader = reader;
        this.subjects = subjects;
    }

    /// Sequence of the last message of a subject, which may be a filter; 0 if there is none.
    long last(String subject) {
        if (SubjectFilter.literal(subject)) {
            byte[] bytes = subject.getBytes(UTF_8);
            return subjects.last(bytes, 0, bytes.length);
        }
        boolean found = reader.previous(SubjectFilter.of(subject), Long.MAX_VALUE, window);
        return found ? window.sequence() : 0;
    }

    /// Sequence of the last message of a draft's subject; 0 if there is none.
    public long last(Draft draft) {
        return subjects.last(draft.subject(), draft.subjectFrom(), draft.subjectTo());
    }

    /// Sequence of the last message of a draft's subject before another; 0 if there is none.
    public long lastBefore(Draft draft, long sequence) {
        boolean found = reader.previous(SubjectFilter.of(draft.subjectText()), sequence - 1, window);
        return found ? window.sequence() : 0;
    }

    /// Whether a subject has messages, and the last of them is no schedule.
    boolean lastIsNoSchedule(String subject) {
        return readLast(subject) && !headers.given(MessageHeader.SCHEDULE);
    }

    /// The counter of a subject; null if its last message is no counter.
    @Nullable
    CounterState counter(String subject) {
        if (!readLast(subject)) {
            return CounterState.ZERO;
        }
        int body = window.payloadFrom() + window.headerLength();
        int length = window.payloadLength() - window.headerLength();
        return CounterState.parse(
                new String(window.payload(), body, length, UTF_8), headers.text(MessageHeader.COUNTER_SOURCES));
    }

    private boolean readLast(String subject) {
        byte[] bytes = subject.getBytes(UTF_8);
        long last = subjects.last(bytes, 0, bytes.length);
        if (last == 0 || !reader.read(last, window)) {
            return false;
        }
        headers.read(window.payload(), window.payloadFrom(), window.headerLength());
        return true;
    }
}
