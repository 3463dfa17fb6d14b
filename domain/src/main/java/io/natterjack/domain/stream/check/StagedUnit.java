package io.natterjack.domain.stream.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the messages of an atomic batch that have been checked already would change. Those behind them are checked
/// against the stream and this. Confined.
public final class StagedUnit {
    private final Map<String, Subject> subjects = new HashMap<>();
    private final Map<String, CounterState> counters = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private long messages;
    private long bytes;

    /// Adds a message whose checks have all been passed.
    public void add(Draft draft, long sizeBytes) {
        messages++;
        bytes += sizeBytes;
        boolean schedule = draft.scheduleDueNanos() != 0;
        subjects.compute(
                draft.subjectText(), (_, before) -> new Subject(before == null ? 1 : before.messages + 1, schedule));
    }

    public boolean isEmpty() {
        return messages == 0;
    }

    public long messages() {
        return messages;
    }

    public long bytes() {
        return bytes;
    }

    /// Messages of a subject.
    public long messages(String subject) {
        Subject staged = subjects.get(subject);
        return staged == null ? 0 : staged.messages;
    }

    /// Whether the last message of a subject is a schedule; null if the unit has none of it.
    @Nullable
    Boolean schedule(String subject) {
        Subject staged = subjects.get(subject);
        return staged == null ? null : staged.schedule;
    }

    /// @return false if there is one with this id already
    public boolean addId(String id) {
        return ids.add(id);
    }

    Map<String, CounterState> counters() {
        return counters;
    }

    private record Subject(long messages, boolean schedule) {}
}
