package io.natterjack.ports.contract;

import static io.natterjack.ports.contract.TransportFixture.bytes;
import static io.natterjack.ports.contract.TransportFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Bytes from clients.
interface InputContract extends TransportFixture {
    @Test
    default void bytesArriveCompleteAndInOrder() {
        Pair pair = greeted();
        byte[] sent = new byte[3_000_000];
        new Random(7).nextBytes(sent);

        pair.client().send(sent);

        Patience.await("all bytes arrive", () -> pair.server().receivedBytes() == sent.length);
        assertEquals(text(sent), pair.server().received());
    }

    @Test
    default void eachClientHasItsOwnBytes() {
        Pair ann = greeted();
        Pair bob = greeted();

        ann.client().send(bytes("PING ann\r\n"));
        bob.client().send(bytes("PING bob\r\n"));

        Patience.await(
                "both arrive", () -> ann.server().receivedBytes() + bob.server().receivedBytes() == 20);
        assertEquals("PING ann\r\n", ann.server().received());
        assertEquals("PING bob\r\n", bob.server().received());
    }

    @Test
    default void pausedReadsLoseNothing() throws InterruptedException {
        Pair pair = greeted();
        onLane(pair, pair.connection()::pauseReads);

        pair.client().send(bytes("PING\r\n"));
        onLane(pair, () -> {});
        assertEquals("", pair.server().received());
        onLane(pair, pair.connection()::resumeReads);

        Patience.await("the held bytes arrive", () -> pair.server().receivedBytes() == 6);
    }

    @Test
    default void anAnswerIsSentBeforeTheNextQuestionComes() {
        Pair pair = greeted();
        for (int i = 0; i < 200; i++) {
            int expected = (i + 1) * 6;
            pair.client().send(bytes("PING\r\n"));
            Patience.await("the question arrives", () -> pair.server().receivedBytes() == expected);
            pair.tell(bytes("PONG"), bytes("\r\n"));
            assertEquals("PONG\r\n", text(pair.client().receive(6)));
        }
        Patience.await("nothing is pending", () -> pair.connection().traffic().pendingBytes() == 0);
    }

    /// Runs something on the lane of a connection and waits for it.
    private static void onLane(Pair pair, Runnable task) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        pair.server().executor().execute(() -> {
            task.run();
            done.countDown();
        });
        done.await();
    }
}
