package io.natterjack.app.streams;

import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.run.Alarm;
import io.natterjack.ports.run.LaneExecutor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// One thread that owns streams. It starts with its first task.
public final class ShardThread implements LaneExecutor, AutoCloseable {
    private static final long CLOSE_SECONDS = 30;

    private final ScheduledThreadPoolExecutor executor;
    private final ServerLog log;

    public ShardThread(int number, ServerLog log) {
        this.log = log;
        this.executor = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().name("natterjack-shard-" + number).daemon().factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(() -> run(task));
    }

    @Override
    public Alarm after(long delayNanos, Runnable task) {
        Future<?> scheduled = executor.schedule(() -> run(task), delayNanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it is, it must not end the thread unseen
    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("A task of a shard failed: " + e);
        }
    }

    /// Waits until what has been submitted so far has run, but not for ever.
    ///
    /// @return false if it has not
    public boolean awaitSubmitted(long nanos) {
        CountDownLatch passed = new CountDownLatch(1);
        executor.execute(passed::countDown);
        try {
            return passed.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Runs what has been submitted, and waits for it.
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.error("A shard did not end within " + CLOSE_SECONDS + " seconds");
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
