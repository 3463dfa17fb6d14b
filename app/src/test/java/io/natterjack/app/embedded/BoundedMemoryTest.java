package io.natterjack.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.NatsServer;
import io.natterjack.ports.observe.ServerLog;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What clients can make a server spend: those who do not read, and those who have not said who they are.
final class BoundedMemoryTest {
    private static final int STALLED = 100;
    private static final int PENDING_MAX = 1 << 20;

    @Test
    void clientsThatDoNotReadAreDroppedAndTheOthersMissNothing() throws IOException {
        SlowConsumers log = new SlowConsumers();
        String config = "max_pending: " + PENDING_MAX + ", max_payload: 16KB";
        List<RawClient> stalled = new ArrayList<>();
        try (NatsServer server = NatsServer.builder().config(config).log(log).start();
                RawClient live = new RawClient(server.port());
                RawClient publisher = new RawClient(server.port())) {
            connect(live).says("SUB load 1\r\n").settles();
            connect(publisher);
            for (int i = 0; i < STALLED; i++) {
                RawClient client = new RawClient(server.port(), 4 << 10);
                stalled.add(connect(client).says("SUB load 1\r\n").settles());
            }
            byte[] message = ("PUB load 8192\r\n" + "x".repeat(8192) + "\r\n").getBytes(UTF_8);
            long heard = 8192L + "MSG load 1 8192\r\n\r\n".length();
            int sent = 0;
            while (log.dropped.get() < STALLED) {
                publisher.says(message);
                live.skip(heard);
                assertTrue(++sent < 100_000, "slow consumers are still there: " + log.dropped);
            }
            publisher.says(message);
            live.skip(heard);
        } finally {
            for (RawClient client : stalled) {
                client.close();
            }
        }
        assertEquals(STALLED, log.dropped.get());
    }

    @Test
    void aStrangerCostsLittle() throws IOException {
        int strangers = 400;
        String config = "authorization { token: secret, timeout: 60 }";
        List<RawClient> clients = new ArrayList<>();
        try (NatsServer server = NatsServer.builder().config(config).start()) {
            RawClient first = new RawClient(server.port());
            clients.add(first);
            first.line();
            long before = usedBytes();
            String prefix = "CONNECT {\"name\":\"" + "x".repeat(4000);
            for (int i = 0; i < strangers; i++) {
                RawClient client = new RawClient(server.port(), 4 << 10);
                clients.add(client);
                client.line();
                client.says(prefix);
            }
            long perClient = (usedBytes() - before) / strangers;
            assertTrue(perClient < 32 << 10, "a stranger costs " + perClient + " bytes");
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static RawClient connect(RawClient client) throws IOException {
        client.line();
        return client.says("CONNECT {\"verbose\":false}\r\n").settles();
    }

    /// Heap after a collection, and memory outside of it. The clients live in this JVM too and count.
    private static long usedBytes() {
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() + direct;
    }

    private static final class SlowConsumers implements ServerLog {
        private final AtomicInteger dropped = new AtomicInteger();

        @Override
        public boolean isOn(Level level) {
            return level != Level.TRC;
        }

        @Override
        public void log(Level level, String line) {
            if (line.contains("Slow Consumer Detected")) {
                dropped.incrementAndGet();
            }
        }
    }
}
