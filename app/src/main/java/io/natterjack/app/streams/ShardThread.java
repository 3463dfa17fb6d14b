package io.natterjack.app.streams;

import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.run.Alarm;
import io.natterjack.ports.run.LaneExecutor;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// One thread that owns streams. It starts with its first task.
///
/// Who publishes one message at a time spends most of its time on waking threads. So this one looks out for a moment
/// before it sleeps, and lets others go first meanwhile. The moment is a little longer than a disk, or a PostgreSQL
/// nearby, takes to make a message safe. It does so where that pays: where a [WaitForecast] says that the wait will be
/// short, and there is no [Crowding].
public final class ShardThread implements LaneExecutor, AutoCloseable {
    private static final Duration CLOSE_MAX = Duration.ofSeconds(30);
    private static final long LOOK_OUT_NANOS =
            Runtime.getRuntime().availableProcessors() > 1 ? TimeUnit.MICROSECONDS.toNanos(300) : 0;

    /// When nobody else wants the processor, letting others go first takes less.
    private static final long ALONE_NANOS = TimeUnit.MICROSECONDS.toNanos(3);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Alarms alarms = new Alarms();
    private final WaitForecast forecast = new WaitForecast(LOOK_OUT_NANOS);
    private final Crowding crowding = new Crowding();
    private final Thread thread;
    private final ServerLog log;
    private volatile boolean asleep;
    private volatile boolean closing;

    public ShardThread(int number, ServerLog log) {
        this.log = log;
        this.thread =
                Thread.ofPlatform().name("natterjack-shard-" + number).daemon().unstarted(this::work);
    }

    @Override
    public void execute(Runnable task) {
        if (closing) {
            return;
        }
        tasks.add(task);
        if (asleep) {
            LockSupport.unpark(thread);
        } else if (!started.get() && started.compareAndSet(false, true)) {
            thread.start();
        }
    }

    @Override
    public Alarm after(long delayNanos, Runnable task) {
        Alarms.Entry entry = new Alarms.Entry(System.nanoTime() + delayNanos, task);
        onThread(() -> alarms.add(entry));
        return () -> {
            entry.cancel();
            onThread(() -> alarms.remove(entry));
        };
    }

    private void onThread(Runnable task) {
        if (Thread.currentThread().equals(thread)) {
            task.run();
        } else {
            execute(task);
        }
    }

    private void work() {
        while (true) {
            runDue();
            Runnable task = tasks.poll();
            if (task != null) {
                run(task);
            } else if (closing) {
                return;
            } else {
                await();
            }
        }
    }

    private void await() {
        long startNanos = System.nanoTime();
        if (!forecast.isShort() || crowding.isCrowded() || !lookOut(startNanos)) {
            sleep();
        }
        forecast.was(System.nanoTime() - startNanos);
    }

    private void runDue() {
        if (!alarms.isEmpty()) {
            long nowNanos = System.nanoTime();
            Runnable due = alarms.takeDue(nowNanos);
            while (due != null) {
                run(due);
                due = alarms.takeDue(nowNanos);
            }
        }
    }

    /// Waits awake, for a moment.
    ///
    /// @return whether something has come
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: others may go first, and need not
    private boolean lookOut(long startNanos) {
        long nowNanos = startNanos;
        long othersNanos = 0;
        while (tasks.isEmpty() && nowNanos - startNanos < LOOK_OUT_NANOS) {
            long beforeNanos = nowNanos;
            Thread.yield();
            nowNanos = System.nanoTime();
            othersNanos += nowNanos - beforeNanos > ALONE_NANOS ? nowNanos - beforeNanos : 0;
        }
        crowding.lookedOut(nowNanos - startNanos, othersNanos);
        return !tasks.isEmpty();
    }

    private void sleep() {
        asleep = true;
        if (tasks.isEmpty() && !closing) {
            LockSupport.parkNanos(this, alarms.nanosToNext(System.nanoTime()));
        }
        asleep = false;
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it is, it must not end the thread unseen
    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.error("A task of a shard failed: " + e);
        }
    }

    /// Waits until what has been submitted so far has run, but not for ever.
    ///
    /// @return false if it has not
    public boolean awaitSubmitted(long nanos) {
        CountDownLatch passed = new CountDownLatch(1);
        execute(passed::countDown);
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
        closing = true;
        if (!started.get()) {
            return;
        }
        LockSupport.unpark(thread);
        try {
            if (!thread.join(CLOSE_MAX)) {
                log.error("A shard did not end within " + CLOSE_MAX.toSeconds() + " seconds");
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
