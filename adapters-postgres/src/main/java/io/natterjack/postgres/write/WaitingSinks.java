package io.natterjack.postgres.write;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Streams with changes, in the order in which they are to be written.
///
/// A lone publisher's next message comes soon after the last one was written, and waking a thread up takes about as
/// long as a fifth of a commit. So the writer looks out for a moment before it sleeps, as long as that pays, and lets
/// others go first meanwhile.
///
/// **Threading.** Any thread adds; one takes.
final class WaitingSinks {
    private static final long LOOK_OUT_NANOS =
            Runtime.getRuntime().availableProcessors() > 1 ? TimeUnit.MICROSECONDS.toNanos(60) : 0;

    private final Queue<StreamSink> sinks = new ConcurrentLinkedQueue<>();
    private boolean hopeful;
    private volatile @Nullable Thread asleep;

    void add(StreamSink sink) {
        sinks.add(sink);
        Thread sleeper = asleep;
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
    }

    boolean isEmpty() {
        return sinks.isEmpty();
    }

    @Nullable
    StreamSink poll() {
        return sinks.poll();
    }

    /// Waits until there is one, the thread is unparked, or it takes too long.
    void await(long longestNanos) {
        if (!sinks.isEmpty()) {
            return;
        }
        long startNanos = System.nanoTime();
        if (!hopeful || !lookOut(startNanos)) {
            sleep(longestNanos);
        }
        hopeful = System.nanoTime() - startNanos < LOOK_OUT_NANOS;
    }

    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: others may go first, and need not
    private boolean lookOut(long startNanos) {
        do {
            if (!sinks.isEmpty()) {
                return true;
            }
            Thread.yield();
        } while (System.nanoTime() - startNanos < LOOK_OUT_NANOS);
        return false;
    }

    private void sleep(long longestNanos) {
        asleep = Thread.currentThread();
        if (sinks.isEmpty()) {
            LockSupport.parkNanos(this, longestNanos);
        }
        asleep = null;
    }
}
