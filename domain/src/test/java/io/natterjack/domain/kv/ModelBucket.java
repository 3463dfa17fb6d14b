package io.natterjack.domain.kv;

import io.natterjack.domain.kv.KeyValueEntry.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bucket as one would write it down on paper: a list of what has happened, from which things are crossed out.
final class ModelBucket {
    private static final long NEVER = Long.MAX_VALUE;

    private final int history;
    private final long markerNanos;
    private final List<Line> lines = new ArrayList<>();
    private long lastRevision;
    private long lastNanos;

    /// @param markerNanos · how long a marker of an expired key stays
    ModelBucket(int history, long markerNanos) {
        this.history = history;
        this.markerNanos = markerNanos;
    }

    record Line(String key, String value, Operation operation, long revision, long dueNanos, boolean marker) {
        String shown() {
            return operation + " " + key + "=" + value + "@" + revision;
        }
    }

    /// @return the revision; 0 if the condition is not met
    long apply(KeyChange change, String value, long nowNanos) {
        Line latest = latest(change.key());
        long last = latest == null ? 0 : latest.revision;
        boolean absent = latest == null || latest.operation != Operation.PUT;
        boolean met = change.condition() == KeyChange.ANYWAY
                || (change.condition() == KeyChange.ABSENT ? absent : change.condition() == last);
        if (!met) {
            return 0;
        }
        long ttl = change.ttlSeconds() * 1_000_000_000L;
        boolean longer = ttl > 0 && history > 1; // what may hide older values lives as long as a marker
        write(change.key(), value, change.operation(), longer ? Math.max(ttl, markerNanos) : ttl, nowNanos, false);
        return lastRevision;
    }

    private void write(String key, String value, Operation operation, long ttl, long now, boolean marker) {
        lastNanos = Math.max(now, lastNanos + 1);
        if (operation == Operation.PURGE) {
            lines.removeIf(each -> each.key.equals(key));
        }
        boolean purge = operation == Operation.PURGE;
        lines.add(new Line(key, value, operation, ++lastRevision, ttl == 0 ? NEVER : lastNanos + ttl, marker || purge));
        List<Line> ofKey = history(key);
        if (ofKey.size() > history) {
            lines.remove(ofKey.getFirst());
        }
    }

    /// Lets time pass up to a moment.
    void passes(long toNanos) {
        while (true) {
            Line due =
                    lines.stream().min(Comparator.comparingLong(Line::dueNanos)).orElse(null);
            if (due == null || due.dueNanos > toNanos) {
                return;
            }
            if (!due.marker && history(due.key).size() == 1) {
                write(due.key, "", Operation.PURGE, markerNanos, due.dueNanos, true);
            } else {
                lines.remove(due);
            }
        }
    }

    @Nullable
    Line latest(String key) {
        List<Line> ofKey = history(key);
        return ofKey.isEmpty() ? null : ofKey.getLast();
    }

    List<Line> history(String key) {
        return lines.stream().filter(each -> each.key.equals(key)).toList();
    }

    List<Line> lines() {
        return lines;
    }

    long lastRevision() {
        return lastRevision;
    }
}
