package io.natterjack.domain.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.natterjack.domain.memory.MemoryStorage;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamLimits;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// A stream that is warm takes, stores, acknowledges and pushes out messages without allocating anything, apart from
/// what the storage does.
final class WarmPublishTest {
    private static final int ROUNDS = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final byte[] subject = "orders.eu.created".getBytes(UTF_8);
    private final byte[] reply = "_INBOX.abcdefgh.12345678".getBytes(UTF_8);
    private final byte[] payload = "NATS/1.0\r\nX-Trace: 1\r\n\r\nbody".getBytes(UTF_8);
    private final int headerLength = payload.length - "body".length();

    @Test
    void publishing() {
        long least = storing();
        Publication message = new Publication();
        StreamConfig config = StreamConfig.named("S")
                .subjects("orders.>")
                .limits(StreamLimits.NONE.withMessagesMax(100))
                .build();
        Stream stream = new Stream(new Quiet(), "", config, stored());
        assertEquals(least, allocated(() -> {
            stream.publish(message.to(subject, 0, subject.length)
                    .reply(reply, 0, reply.length)
                    .payload(payload, 0, headerLength, payload.length));
            stream.endPass();
        }));
    }

    /// What the storage itself needs for a message that comes and one that goes.
    private long storing() {
        StoredStream stored = stored();
        StoredMessage window = new StoredMessage();
        long[] sequence = {0};
        return allocated(() -> {
            window.at(++sequence[0], sequence[0], 0)
                    .subject(subject, 0, subject.length)
                    .payload(payload, 0, headerLength, payload.length);
            stored.log().append(window, false);
            stored.log().remove(sequence[0] - 100, false);
            stored.log().commit();
        });
    }

    private static StoredStream stored() {
        return new MemoryStorage().create(new StreamKey("A", "S"), StreamOptions.DEFAULT, new byte[0], new Quiet());
    }

    private long allocated(Runnable work) {
        long thread = Thread.currentThread().threadId();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 6; attempt++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int round = 0; round < ROUNDS; round++) {
                work.run();
            }
            least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / ROUNDS);
        }
        return least;
    }

    /// An account whose publishers get answers.
    private static final class Quiet extends IdleHost implements StorageListener {
        Quiet() {
            super(1, TestAccount.START);
        }

        @Override
        public void publish(Publication message) {
            assertEquals('{', message.payload()[message.payloadFrom()]);
            moveTo(nowNanos() + 1);
        }

        @Override
        public void durable(long ticket) {
            // told again by the log
        }

        @Override
        public void frozen(String why) {
            throw new AssertionError(why);
        }
    }
}
