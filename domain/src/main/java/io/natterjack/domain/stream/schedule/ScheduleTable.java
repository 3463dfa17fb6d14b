package io.natterjack.domain.stream.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The schedules of a stream: at most one for each subject, the last one that was published to it. Confined.
public final class ScheduleTable {
    private static final Comparator<Entry> BY_TIME =
            Comparator.comparingLong(Entry::dueNanos).thenComparingLong(Entry::sequence);

    private final Map<String, Entry> bySubject = new HashMap<>();
    private final TreeSet<Entry> byTime = new TreeSet<>(BY_TIME);

    /// Enters a schedule, in place of the one that its subject had.
    public void put(String subject, long sequence, long dueNanos) {
        remove(subject);
        Entry entry = new Entry(subject, sequence, dueNanos);
        bySubject.put(subject, entry);
        byTime.add(entry);
    }

    /// Says when a schedule is due next. Nothing happens if there is none.
    public void reschedule(String subject, long dueNanos) {
        Entry entry = bySubject.get(subject);
        if (entry != null) {
            put(subject, entry.sequence, dueNanos);
        }
    }

    public void remove(String subject) {
        Entry entry = bySubject.remove(subject);
        if (entry != null) {
            byTime.remove(entry);
        }
    }

    /// When the first is due; [Long#MAX_VALUE] if there is none.
    public long nextDueNanos() {
        return byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().dueNanos;
    }

    /// Those that are due, in the order of their sequences. They stay until they are removed or rescheduled.
    public List<Entry> due(long nowNanos) {
        List<Entry> due = new ArrayList<>();
        for (Entry entry : byTime) {
            if (entry.dueNanos > nowNanos) {
                break;
            }
            due.add(entry);
        }
        due.sort(Comparator.comparingLong(Entry::sequence));
        return due;
    }

    public boolean isEmpty() {
        return bySubject.isEmpty();
    }

    public void clear() {
        bySubject.clear();
        byTime.clear();
    }

    /// @param sequence · of the message that asks for it
    /// @param dueNanos · since 1970
    public record Entry(String subject, long sequence, long dueNanos) {}
}
