package io.natterjack.ports.contract;

import static io.natterjack.ports.contract.TransportFixture.bytes;
import static io.natterjack.ports.contract.TransportFixture.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.Traffic;
import io.natterjack.ports.transport.OutputBounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Bytes to clients.
interface OutputContract extends TransportFixture {
    byte[] NOTHING = {};

    @Test
    default void copiesWhatItKeeps() {
        Pair pair = greeted();
        byte[] head = bytes("MSG a 1 5\r\n");
        byte[] body = bytes("..hello\r\n..");
        pair.connection().append(head, head.length, body, 2, 7);

        Arrays.fill(head, (byte) '#');
        Arrays.fill(body, (byte) '#');
        pair.connection().flush();

        assertEquals("MSG a 1 5\r\nhello\r\n", text(pair.client().receive(18)));
    }

    @Test
    default void onlyTheFirstAppenderHasToFlush() {
        Pair pair = greeted();
        byte[] ok = bytes("+OK\r\n");
        Patience.await(
                "the greeting is accepted", () -> pair.connection().traffic().pendingBytes() == 0);

        assertEquals(Connection.FLUSH_NEEDED, pair.connection().append(ok, 5, NOTHING, 0, 0));
        assertEquals(0, pair.connection().append(ok, 5, NOTHING, 0, 0));
        pair.connection().flush();
        assertEquals("+OK\r\n+OK\r\n", text(pair.client().receive(10)));

        assertEquals(Connection.FLUSH_NEEDED, pair.connection().append(ok, 5, NOTHING, 0, 0));
    }

    @Test
    default void messagesOfAnySizeArriveUnchanged() {
        Pair pair = greeted();
        Random random = new Random(11);
        for (int size : new int[] {0, 1, 2_047, 2_048, 2_049, 65_535, 65_536, 65_537, 1_000_000, 5_000_000, 1}) {
            byte[] head = bytes("MSG a 1 " + size + "\r\n");
            byte[] body = new byte[size];
            random.nextBytes(body);

            pair.tell(head, body);

            assertArrayEquals(head, pair.client().receive(head.length));
            assertArrayEquals(body, pair.client().receive(size));
        }
    }

    @Test
    default void manyThreadsLoseAndMixNothing() throws InterruptedException {
        int threads = 4;
        int messages = 20_000;
        Pair pair = greeted();
        List<Thread> appenders = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            byte[] head = bytes("thread-" + t + " ");
            appenders.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < messages; i++) {
                    pair.tell(head, bytes("%08d\r\n".formatted(i)));
                }
            }));
        }

        int[] next = new int[threads];
        for (int i = 0; i < threads * messages; i++) {
            String line = text(pair.client().receive(19));
            int thread = line.charAt(7) - '0';
            assertEquals("thread-%d %08d\r\n".formatted(thread, next[thread]++), line);
        }
        for (Thread appender : appenders) {
            appender.join();
        }
        Patience.await("nothing is pending", () -> pair.connection().traffic().pendingBytes() == 0);
        Traffic traffic = pair.connection().traffic();
        assertEquals(80_000, traffic.messages());
        assertEquals(800_000, traffic.bodyBytes());
    }

    @Test
    default void aClientThatLeavesTooMuchUnreadIsDropped() {
        int bound = 1 << 20;
        Pair pair = greeted(new OutputBounds(bound, GENEROUS.writeDeadlineNanos()));
        byte[] message = new byte[10_000];

        int answer = 0;
        long pendingMax = 0;
        while ((answer & Connection.CLOSED) == 0) {
            answer = pair.tell(message, NOTHING);
            pendingMax = Math.max(pendingMax, pair.connection().traffic().pendingBytes());
        }

        Patience.await("the client is dropped", () -> !pair.server().ends().isEmpty());
        assertEquals(
                List.of(CloseReason.SLOW_CONSUMER_PENDING_BYTES), pair.server().ends());
        assertTrue(pendingMax <= bound, () -> "more than the bound was pending");
        assertEquals(Connection.CLOSED, pair.tell(message, NOTHING));
    }

    @Test
    default void aClientThatTakesNothingIsDroppedAfterTheWriteDeadline() {
        Pair pair = greeted(new OutputBounds(GENEROUS.pendingBytesMax(), 200_000_000L));
        byte[] tooMuchForTheNetwork = new byte[32 << 20];

        pair.tell(tooMuchForTheNetwork, NOTHING);

        Patience.await("the client is dropped", () -> !pair.server().ends().isEmpty());
        assertEquals(
                List.of(CloseReason.SLOW_CONSUMER_WRITE_DEADLINE), pair.server().ends());
    }

    /// It reads as much as is due at its pace, and takes half as long again as the deadline.
    @Test
    default void aSlowClientThatKeepsReadingStays() {
        long deadlineNanos = 1_000_000_000L;
        Pair pair = greeted(new OutputBounds(GENEROUS.pendingBytesMax(), deadlineNanos));
        byte[] message = new byte[16 << 20];
        pair.tell(message, NOTHING);

        long startNanos = System.nanoTime();
        long[] read = {0};
        Patience.await("all is read", () -> {
            double part = (System.nanoTime() - startNanos) / (1.5 * deadlineNanos);
            long due = Math.min(message.length, (long) (message.length * part));
            pair.client().receive((int) (due - read[0]));
            read[0] = due;
            return due == message.length;
        });

        assertEquals(List.of(), pair.server().ends());
    }

    @Test
    default void congestionIsToldAndItsEndIsTold() {
        int bound = 24 << 20;
        Pair pair = greeted(new OutputBounds(bound, GENEROUS.writeDeadlineNanos()));
        byte[] message = new byte[1 << 20];
        int total = 0;
        int answer = 0;
        while ((answer & Connection.CONGESTED) == 0) {
            answer = pair.connection().append(message, message.length, NOTHING, 0, 0);
            total += message.length;
        }
        assertTrue(total >= bound / 4 * 3 && total < bound, () -> "told at a wrong level");
        assertEquals(0, pair.server().drains());

        pair.connection().flush();
        pair.client().receive(total);

        Patience.await("the end is told", () -> pair.server().drains() == 1);
        assertEquals(1, pair.connection().traffic().stalls());
    }
}
