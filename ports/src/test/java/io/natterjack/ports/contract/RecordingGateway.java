package io.natterjack.ports.contract;

import io.natterjack.ports.run.LaneExecutor;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.ClientGateway;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.ConnectionHandler;
import io.natterjack.ports.session.Lane;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A broker that greets every client with [#GREETING], writes down what happens, and does nothing else.
public final class RecordingGateway implements ClientGateway {
    public static final byte[] GREETING = "INFO {} \r\n".getBytes(StandardCharsets.US_ASCII);

    private final BlockingQueue<RecordedClient> arrivals = new LinkedBlockingQueue<>();
    private final AtomicInteger lanesOpened = new AtomicInteger();
    private final AtomicInteger passes = new AtomicInteger();

    @Override
    public Lane openLane(LaneExecutor executor) {
        lanesOpened.incrementAndGet();
        return new RecordingLane(executor);
    }

    /// The next client in the order of arrival.
    public RecordedClient next() {
        try {
            RecordedClient client = arrivals.poll(WireClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (client == null) {
                throw new AssertionError("expected that a client arrives");
            }
            return client;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    int lanesOpened() {
        return lanesOpened.get();
    }

    int passes() {
        return passes.get();
    }

    final class RecordingLane implements Lane {
        private final LaneExecutor executor;
        private final List<Connection> touched = new ArrayList<>();
        private @Nullable Thread thread;

        RecordingLane(LaneExecutor executor) {
            this.executor = executor;
        }

        @Override
        public ConnectionHandler accept(Arrival arrival, Connection connection) {
            checkThread();
            RecordedClient client = new RecordedClient(arrival, connection, executor, this);
            append(connection, GREETING);
            arrivals.add(client);
            return client;
        }

        void append(Connection connection, byte[] bytes) {
            if ((connection.append(bytes, bytes.length, bytes, 0, 0) & Connection.FLUSH_NEEDED) != 0) {
                touched.add(connection);
            }
        }

        @Override
        public void endPass() {
            checkThread();
            passes.incrementAndGet();
            touched.forEach(Connection::flush);
            touched.clear();
        }

        void checkThread() {
            if (thread == null) {
                thread = Thread.currentThread();
            }
            if (!Thread.currentThread().equals(thread)) {
                throw new AssertionError("a lane of " + thread + " was entered by " + Thread.currentThread());
            }
        }
    }
}
