package io.natterjack.app.streams;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// What a thread is to do later, the earliest first.
///
/// **Threading.** Confined to the thread, but for [Entry#cancel].
final class Alarms {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    void remove(Entry entry) {
        entries.remove(entry);
    }

    /// Takes what is due.
    ///
    /// @return null if nothing is
    @Nullable
    Runnable takeDue(long nowNanos) {
        Entry first = entries.peek();
        if (first == null || first.dueNanos - nowNanos > 0) {
            return null;
        }
        return entries.remove();
    }

    /// How long it is until something is due; [Long#MAX_VALUE] if nothing will be.
    long nanosToNext(long nowNanos) {
        Entry first = entries.peek();
        return first == null ? Long.MAX_VALUE : Math.max(0, first.dueNanos - nowNanos);
    }

    /// A task and its time, on the clock of [System#nanoTime].
    static final class Entry implements Comparable<Entry>, Runnable {
        private final long dueNanos;
        private final Runnable task;
        private volatile boolean cancelled;

        Entry(long dueNanos, Runnable task) {
            this.dueNanos = dueNanos;
            this.task = task;
        }

        void cancel() {
            cancelled = true;
        }

        @Override
        public void run() {
            if (!cancelled) {
                task.run();
            }
        }

        @Override
        public int compareTo(Entry other) {
            return Long.signum(dueNanos - other.dueNanos);
        }
    }
}
