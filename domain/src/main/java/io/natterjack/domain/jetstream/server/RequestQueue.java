package io.natterjack.domain.jetstream.server;

import java.util.concurrent.atomic.AtomicLong;

/// Counts the requests to the API that wait for their shard. There are bounds to that: what comes when it is full is
/// left unanswered, as the reference does, and the number of those is told to whoever watches the server.
///
/// **Threading.** Any thread.
public final class RequestQueue {
    private final String name;
    private final long max;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /// @param name · for the log
    /// @param max  · that may wait
    RequestQueue(String name, long max) {
        this.name = name;
        this.max = max;
    }

    /// Counts one more.
    ///
    /// @return false if it is full; then the request counts as dropped
    public boolean enter() {
        if (waiting.incrementAndGet() <= max) {
            return true;
        }
        waiting.decrementAndGet();
        dropped.incrementAndGet();
        return false;
    }

    /// Counts one less: it has its turn.
    public void leave() {
        waiting.decrementAndGet();
    }

    public long waiting() {
        return waiting.get();
    }

    /// How many were dropped since this was asked for the last time.
    public long takeDropped() {
        return dropped.get() == 0 ? 0 : dropped.getAndSet(0);
    }

    @Override
    public String toString() {
        return name;
    }
}
