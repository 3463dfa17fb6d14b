package io.natterjack.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.run.LaneExecutor;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.ClientGateway;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.ConnectionHandler;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.session.Lane;
import io.natterjack.ports.transport.ClientListener;
import io.natterjack.ports.transport.ListenerSettings;
import io.natterjack.ports.transport.OutputBounds;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Threads that run no event loop bring messages of streams to clients.
final class StrangersWriteTest {
    private static final int MESSAGES = 100;
    private static final int MESSAGE_BYTES = 70;

    private final RecordedLog log = new RecordedLog();
    private final CompletableFuture<LaneExecutor> executor = new CompletableFuture<>();
    private final CompletableFuture<Connection> connection = new CompletableFuture<>();

    @Test
    void aBatchOfMessagesNeedsNoEventLoop() throws Exception {
        assumeTrue(Sockets.best() == Sockets.EPOLL, "only its sockets can be written to from everywhere");
        CountDownLatch done = new CountDownLatch(1);
        byte[] messages = new byte[MESSAGES * MESSAGE_BYTES];
        new Random(1).nextBytes(messages);
        try (NettyTransport transport = new NettyTransport(Sockets.EPOLL, 1, log);
                ClientListener listener = transport.listen(settings(), new Gateway());
                SocketClient client = SocketClient.dial(listener.address().port())) {
            client.send(new byte[] {'?'});
            client.receive(1);
            executor.get().execute(() -> await(done));
            try {
                Connection stream = connection.get();
                for (int i = 0; i < MESSAGES; i++) {
                    stream.append(messages, 0, messages, i * MESSAGE_BYTES, MESSAGE_BYTES);
                }
                stream.flush();
                assertArrayEquals(messages, client.receive(messages.length));
            } finally {
                done.countDown();
            }
        }
        assertEquals(List.of(), log.lines());
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static ListenerSettings settings() {
        OutputBounds bounds = new OutputBounds(1L << 30, 10_000_000_000L);
        return new ListenerSettings(new HostPort("127.0.0.1", -1), bounds, null, null, false);
    }

    /// Answers its one client with one byte.
    private final class Gateway implements ClientGateway {
        @Override
        public Lane openLane(LaneExecutor laneExecutor) {
            executor.complete(laneExecutor);
            return new OnlyLane();
        }
    }

    private final class OnlyLane implements Lane {
        @Override
        public ConnectionHandler accept(Arrival arrival, Connection accepted) {
            connection.complete(accepted);
            return new Answer();
        }

        @Override
        public void endPass() {
            connection.join().flush();
        }
    }

    private final class Answer implements BytesHandler {
        @Override
        public void onBytes(byte[] bytes, int from, int to) {
            connection.join().append(new byte[] {'!'}, 1, new byte[0], 0, 0);
        }
    }
}
