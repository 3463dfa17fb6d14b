package io.natterjack.app.run;

import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.run.Background;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A few threads for work that would hold up a lane. They end when there is nothing to do.
public final class BackgroundThreads implements Background, AutoCloseable {
    private static final int WAITING_MAX = 10_000;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor executor;
    private final ServerLog log;

    public BackgroundThreads(int threads, ServerLog log) {
        this.log = log;
        this.executor = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), daemons());
        executor.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory daemons() {
        return Thread.ofPlatform().name("natterjack-background-", 0).daemon().factory();
    }

    @Override
    public boolean submit(Runnable task) {
        try {
            executor.execute(() -> run(task));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it is, it must not end the thread unseen
    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("A background task failed: " + e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
