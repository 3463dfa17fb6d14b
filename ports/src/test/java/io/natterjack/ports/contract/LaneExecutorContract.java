package io.natterjack.ports.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.run.Alarm;
import io.natterjack.ports.run.LaneExecutor;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What whoever runs work on one thread has to do, whatever the thread is for.
public interface LaneExecutorContract {
    /// An executor that is running, and is ended by whoever made it.
    LaneExecutor executor();

    @Test
    default void tasksRunInOrderOnTheThreadOfTheLane() {
        LaneExecutor executor = executor();
        Queue<Integer> order = new ConcurrentLinkedQueue<>();
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();

        for (int i = 0; i < 100; i++) {
            int number = i;
            executor.execute(() -> {
                order.add(number);
                threads.add(Thread.currentThread());
            });
        }

        Patience.await("all tasks run", () -> threads.size() == 100);
        assertEquals(IntStream.range(0, 100).boxed().toList(), List.copyOf(order));
        assertNotSame(Thread.currentThread(), threads.peek());
        threads.forEach(thread -> assertSame(threads.peek(), thread));
    }

    @Test
    default void aTaskNeverRunsWithinTheOneThatSubmitsIt() {
        LaneExecutor executor = executor();
        Queue<String> order = new ConcurrentLinkedQueue<>();

        executor.execute(() -> {
            executor.execute(() -> order.add("inner"));
            order.add("outer");
        });

        Patience.await("both run", () -> order.size() == 2);
        assertEquals(List.of("outer", "inner"), List.copyOf(order));
    }

    @Test
    default void aTaskThatThrowsStopsNothing() {
        LaneExecutor executor = executor();
        Queue<String> ran = new ConcurrentLinkedQueue<>();

        executor.execute(() -> {
            throw new IllegalStateException("thrown by a test");
        });
        executor.execute(() -> ran.add("next"));

        Patience.await("the next task runs", () -> ran.size() == 1);
    }

    @Test
    default void alarmsGoOffUnlessCancelled() {
        LaneExecutor executor = executor();
        Queue<String> ran = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();

        executor.execute(() -> {
            Alarm cancelled = executor.after(TimeUnit.MILLISECONDS.toNanos(20), () -> ran.add("cancelled"));
            executor.after(TimeUnit.MILLISECONDS.toNanos(60), () -> ran.add("late"));
            executor.after(TimeUnit.MILLISECONDS.toNanos(30), () -> ran.add("early"));
            cancelled.cancel();
        });

        Patience.await("both go off", () -> ran.size() == 2);
        assertEquals(List.of("early", "late"), List.copyOf(ran));
        assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(60));
    }

    @Test
    default void alarmsMayBeSetAndCancelledFromAnywhere() {
        LaneExecutor executor = executor();
        Queue<String> ran = new ConcurrentLinkedQueue<>();

        Alarm cancelled = executor.after(TimeUnit.MILLISECONDS.toNanos(20), () -> ran.add("cancelled"));
        executor.after(TimeUnit.MILLISECONDS.toNanos(40), () -> ran.add("kept"));
        cancelled.cancel();
        cancelled.cancel();

        Patience.await("the one that was kept goes off", () -> !ran.isEmpty());
        assertEquals(List.of("kept"), List.copyOf(ran));
    }
}
