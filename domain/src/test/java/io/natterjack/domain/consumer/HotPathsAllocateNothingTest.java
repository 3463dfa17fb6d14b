package io.natterjack.domain.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.natterjack.domain.consumer.ack.AckReply;
import io.natterjack.domain.consumer.ack.AckSubject;
import io.natterjack.domain.consumer.config.AckPolicy;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class HotPathsAllocateNothingTest {
    private static final int MESSAGES = 20_000;
    private static final int BATCH = 500;
    private static final byte[] INBOX = "i".getBytes(UTF_8);
    private static final byte[] ACK = "+ACK".getBytes(UTF_8);
    private static final byte[] NO_REPLY = {};

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Stage stage = new Stage();

    @Test
    void pushing() {
        fill();
        stage.listen("d");
        Consumer consumer =
                stage.consumer(c -> c.push(p -> p.withDeliverSubject("d")).acks(a -> a.withDeliverMax(-1)));
        assertTrue(allocatedPerMessage(() -> {
                    consumer.reset(1);
                    while (consumer.work(BATCH)) {
                        consumer.endPass();
                    }
                })
                < 1);
        assertEquals(0, consumer.info().pending());
    }

    @Test
    void pullingAndAcknowledging() {
        fill();
        stage.listen("i");
        Consumer consumer = stage.consumer(c -> c.acks(a -> a.withPolicy(AckPolicy.EXPLICIT)
                .withWaitNanos(30_000_000_000L)
                .withDeliverMax(-1)
                .withPendingMax(1000)));
        AckReply reply = new AckReply("S", "C");
        AckSubject subject = new AckSubject();
        byte[] batch = ("" + BATCH).getBytes(UTF_8);
        assertTrue(allocatedPerMessage(() -> {
                    consumer.reset(1);
                    for (int first = 1; first <= MESSAGES; first += BATCH) {
                        consumer.pull(INBOX, batch, 0, batch.length);
                        consumer.work(BATCH);
                        for (int sequence = first; sequence < first + BATCH; sequence++) {
                            int length = reply.write(1, sequence, sequence, 1, 0);
                            subject.read(reply.bytes(), 0, length);
                            consumer.ack(subject, ACK, 0, ACK.length, NO_REPLY);
                        }
                        consumer.endPass();
                    }
                })
                < 2);
        assertEquals(MESSAGES, consumer.info().ackFloor().streamSequence());
    }

    private void fill() {
        for (int i = 0; i < MESSAGES; i++) {
            stage.store("s.a", "x".repeat(128));
        }
        stage.pass();
        stage.forget(true);
    }

    private double allocatedPerMessage(Runnable round) {
        long thread = Thread.currentThread().threadId();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < Integer.getInteger("rounds", 8); attempt++) {
            long before = threads.getThreadAllocatedBytes(thread);
            long nanos = threads.getCurrentThreadCpuTime();
            round.run();
            if (Boolean.getBoolean("timed")) {
                System.out.println((threads.getCurrentThreadCpuTime() - nanos) / MESSAGES + " ns a message");
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return (double) least / MESSAGES;
    }
}
