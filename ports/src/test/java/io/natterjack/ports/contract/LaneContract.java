package io.natterjack.ports.contract;

import static io.natterjack.ports.contract.TransportFixture.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.run.Alarm;
import io.natterjack.ports.run.LaneExecutor;
import io.natterjack.ports.transport.ClientListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Threads and the passes of reads on them.
interface LaneContract extends TransportFixture {
    @Test
    default void everyCallOfALaneComesFromItsThread() {
        Pair pair = greeted();
        pair.client().send(bytes("PING\r\n"));
        Patience.await("the bytes arrive", () -> pair.server().receivedBytes() == 6);
        pair.client().close();
        Patience.await("the end is reported", () -> !pair.server().ends().isEmpty());

        assertEquals(List.of(), pair.server().defects());
    }

    @Test
    default void listenersOfOneGatewayShareItsLanes() {
        RecordingGateway gateway = new RecordingGateway();
        ClientListener first = transport().listen(settings(GENEROUS), gateway);
        int lanes = gateway.lanesOpened();
        ClientListener second = transport().listen(settings(GENEROUS), gateway);

        dial(first).receive(RecordingGateway.GREETING.length);
        dial(second).receive(RecordingGateway.GREETING.length);

        assertEquals(lanes, gateway.lanesOpened());
        assertEquals(first.address().port(), gateway.next().arrival().listener().port());
        assertEquals(
                second.address().port(), gateway.next().arrival().listener().port());
    }

    @Test
    default void tasksRunInOrderOnTheThreadOfTheLane() {
        Pair pair = greeted();
        Queue<Integer> order = new ConcurrentLinkedQueue<>();
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();

        for (int i = 0; i < 100; i++) {
            int number = i;
            pair.server().executor().execute(() -> {
                order.add(number);
                threads.add(Thread.currentThread());
            });
        }

        Patience.await("all tasks run", () -> threads.size() == 100);
        assertEquals(IntStream.range(0, 100).boxed().toList(), List.copyOf(order));
        threads.forEach(thread -> assertSame(threads.peek(), thread));
    }

    @Test
    default void aTaskThatThrowsStopsNothing() {
        Pair pair = greeted();
        Queue<String> ran = new ConcurrentLinkedQueue<>();

        pair.server().executor().execute(() -> {
            throw new IllegalStateException("thrown by a test");
        });
        pair.server().executor().execute(() -> ran.add("next"));

        Patience.await("the next task runs", () -> ran.size() == 1);
    }

    @Test
    default void alarmsGoOffUnlessCancelled() {
        Pair pair = greeted();
        Queue<String> ran = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();

        LaneExecutor executor = pair.server().executor();
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
    default void whatATaskAppendsIsFlushedAtTheEndOfThePass() {
        Pair pair = greeted();
        byte[] ok = bytes("+OK\r\n");

        pair.server().executor().execute(() -> pair.server().appendOnLane(ok));

        assertEquals("+OK\r\n", TransportFixture.text(pair.client().receive(5)));
    }
}
