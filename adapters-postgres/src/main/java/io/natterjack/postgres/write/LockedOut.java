package io.natterjack.postgres.write;

import io.natterjack.postgres.link.Backoff;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Streams that a writer has put aside because somebody else holds a lock on what they write to. Each has one batch
/// that is tried now and then; nothing that came later is taken from it before that is written.
///
/// **Threading.** Confined to the writer, but for what says so.
final class LockedOut {
    private static final long LONGEST_MILLIS = 1_000;

    private final Map<StreamSink, Waiting> all = new ConcurrentHashMap<>();

    private static final class Waiting {
        final Backoff backoff = new Backoff(LONGEST_MILLIS);
        Batch batch;
        volatile String why;
        long dueNanos;

        /// Something else has come for it, of which the queue does not know any more.
        boolean more;

        Waiting(Batch batch, String why) {
            this.batch = batch;
            this.why = why;
        }
    }

    /// Puts a stream aside, or leaves it there.
    ///
    /// @param batch · of this stream only
    /// @return whether it was not there before
    boolean add(StreamSink sink, Batch batch, String why) {
        Waiting before = all.get(sink);
        Waiting waiting = before == null ? new Waiting(batch, why) : before;
        waiting.batch = batch;
        waiting.why = why;
        waiting.dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waiting.backoff.nextMillis());
        all.put(sink, waiting);
        return before == null;
    }

    /// Whether a stream that comes out of the queue has to wait; then this remembers that it has come.
    boolean keeps(StreamSink sink) {
        Waiting waiting = all.get(sink);
        if (waiting != null) {
            waiting.more = true;
        }
        return waiting != null;
    }

    /// What is to be tried again first; null if it is too early for all.
    @Nullable
    Batch due() {
        Waiting first = first();
        return first != null && first.dueNanos - System.nanoTime() <= 0 ? first.batch : null;
    }

    /// How long nothing is to be tried.
    long idleNanos() {
        Waiting first = first();
        return first == null ? Long.MAX_VALUE : Math.max(0, first.dueNanos - System.nanoTime());
    }

    private @Nullable Waiting first() {
        if (all.isEmpty()) {
            return null;
        }
        Waiting first = null;
        for (Waiting one : all.values()) {
            first = first == null || one.dueNanos - first.dueNanos < 0 ? one : first;
        }
        return first;
    }

    /// A stream is to be put aside no longer.
    ///
    /// @return whether it has to be put into the queue
    boolean remove(StreamSink sink) {
        Waiting waiting = all.remove(sink);
        return waiting != null && waiting.more;
    }

    /// Any thread.
    boolean isEmpty() {
        return all.isEmpty();
    }

    /// Why a stream is put aside; null if it is not. Any thread.
    @Nullable
    String why(StreamSink sink) {
        Waiting waiting = all.get(sink);
        return waiting == null ? null : waiting.why;
    }

    /// Subjects and payloads of all that wait. Any thread.
    long pendingBytes() {
        return all.keySet().stream().mapToLong(StreamSink::pendingBytes).sum();
    }

    /// Adds why each of them waits. Any thread.
    void addTo(Set<String> problems) {
        all.values().forEach(waiting -> problems.add(waiting.why));
    }
}
