package io.natterjack.domain.stream;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.check.Draft;
import io.natterjack.domain.stream.check.Outcome;
import io.natterjack.domain.stream.check.StagedUnit;
import io.natterjack.domain.stream.config.DiscardPolicy;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamLimits;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps a stream within its limits: refuses what does not fit, or lets old messages go.
///
/// The limit of a subject always lets the oldest go, unless new ones are to be refused for each subject.
final class Room {
    private final StreamContents contents;
    private final StoredMessage window = new StoredMessage();

    Room(StreamContents contents) {
        this.contents = contents;
    }

    /// Whether a stream that refuses new messages has room for one.
    ///
    /// @param unit · what stands before it; null for a message on its own
    @Nullable
    ApiError refusal(Draft draft, StreamConfig config, @Nullable StagedUnit unit) {
        if (config.discard() != DiscardPolicy.NEW) {
            return null;
        }
        StreamLimits limits = config.limits();
        boolean subjectFull = limits.messagesPerSubjectMax() > 0
                && ofSubject(draft) + (unit == null ? 0 : unit.messages(draft.subjectText()))
                        >= limits.messagesPerSubjectMax();
        if (subjectFull && config.discardNewPerSubject() && !draft.headers().given(MessageHeader.ROLLUP)) {
            return JetStreamError.STREAM_STORE_FAILED.with(Outcome.SUBJECT_FULL);
        }
        boolean replaces = subjectFull && unit == null;
        StreamState state = contents.state();
        long messages = state.messages() + (unit == null ? 0 : unit.messages());
        if (limits.messagesMax() > 0 && messages >= limits.messagesMax() && !replaces) {
            return JetStreamError.STREAM_STORE_FAILED.with("maximum messages exceeded");
        }
        long size = contents.sizeOf(draft.subjectLength(), draft.headerLength(), draft.payloadLength());
        long bytes = state.bytes() + (unit == null ? 0 : unit.bytes()) + size;
        if (limits.bytesMax() > 0 && bytes > limits.bytesMax() && !(replaces && replacedSize(draft) >= size)) {
            return JetStreamError.STREAM_STORE_FAILED.with("maximum bytes exceeded");
        }
        return null;
    }

    private long ofSubject(Draft draft) {
        return contents.subjects().count(draft.subject(), draft.subjectFrom(), draft.subjectTo());
    }

    private long replacedSize(Draft draft) {
        long first = contents.subjects().first(draft.subject(), draft.subjectFrom(), draft.subjectTo());
        boolean found = first != 0 && contents.reader().read(first, window);
        return found ? contents.sizeOf(window.subjectLength(), window.headerLength(), window.payloadLength()) : 0;
    }

    /// Lets go what is too much, after a message of a subject has been stored.
    void enforce(StreamConfig config, byte[] subject, int from, int to) {
        long most = config.limits().messagesPerSubjectMax();
        if (most > 0) {
            enforceSubject(subject, from, to, most);
        }
        enforceTotals(config);
    }

    /// Lets go what is too much now that limits have changed.
    void enforceAll(StreamConfig config) {
        long most = config.limits().messagesPerSubjectMax();
        if (most > 0) {
            List<byte[]> full = new ArrayList<>();
            contents.subjects().forEach(SubjectFilter.ALL, (subject, from, to, messages, _, _) -> {
                if (messages > most) {
                    full.add(Arrays.copyOfRange(subject, from, to));
                }
                return true;
            });
            full.forEach(subject -> enforceSubject(subject, 0, subject.length, most));
        }
        enforceTotals(config);
    }

    private void enforceSubject(byte[] subject, int from, int to, long most) {
        long excess = contents.subjects().count(subject, from, to) - most;
        for (; excess > 0; excess--) {
            contents.remove(contents.subjects().first(subject, from, to));
        }
    }

    private void enforceTotals(StreamConfig config) {
        if (config.discard() != DiscardPolicy.OLD) {
            return;
        }
        long messages = config.limits().messagesMax();
        long bytes = config.limits().bytesMax();
        boolean gone = true;
        while (gone
                && ((messages > 0 && contents.state().messages() > messages)
                        || (bytes > 0 && contents.state().bytes() > bytes))) {
            gone = contents.remove(contents.state().firstSequence());
        }
    }
}
