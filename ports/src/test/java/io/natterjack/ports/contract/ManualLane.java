package io.natterjack.ports.contract;

import io.natterjack.ports.run.Alarm;
import io.natterjack.ports.run.LaneExecutor;
import io.natterjack.ports.time.NanoClock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A lane whose tasks run, and whose time passes, when the test says so. Also the clock that agrees with it.
public final class ManualLane implements LaneExecutor, NanoClock {
    private record Timer(long dueNanos, long order, Runnable task) {}

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::dueNanos).thenComparingLong(Timer::order));
    private long nowNanos;
    private long timersSet;

    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public synchronized Alarm after(long delayNanos, Runnable task) {
        Timer timer = new Timer(nowNanos + delayNanos, timersSet++, task);
        timers.add(timer);
        return () -> cancel(timer);
    }

    @Override
    public synchronized long nanoTime() {
        return nowNanos;
    }

    /// Runs every task that waits, and every task those submit.
    ///
    /// @return how many tasks ran
    public int runAll() {
        int count = 0;
        for (Runnable task = poll(); task != null; task = poll()) {
            task.run();
            count++;
        }
        return count;
    }

    /// Lets time pass: runs what waits, then each timer at its own moment.
    public void advance(long nanos) {
        long end = nanoTime() + nanos;
        runAll();
        for (Timer due = due(end); due != null; due = due(end)) {
            due.task().run();
            runAll();
        }
        moveTo(end);
    }

    /// How many timers have been set and have neither run nor been cancelled.
    public synchronized int timers() {
        return timers.size();
    }

    private synchronized void cancel(Timer timer) {
        timers.remove(timer);
    }

    private synchronized @Nullable Runnable poll() {
        return tasks.poll();
    }

    private synchronized @Nullable Timer due(long end) {
        Timer first = timers.peek();
        if (first == null || first.dueNanos() > end) {
            return null;
        }
        nowNanos = first.dueNanos();
        return timers.poll();
    }

    private synchronized void moveTo(long nanos) {
        nowNanos = nanos;
    }
}
