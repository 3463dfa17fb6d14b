package io.natterjack.ports.contract;

import io.natterjack.ports.run.Alarm;
import io.natterjack.ports.run.LaneExecutor;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.ClientGateway;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.session.Lane;
import io.natterjack.ports.transport.ClientListener;
import io.natterjack.ports.transport.ClientTransport;
import io.natterjack.ports.transport.ListenException;
import io.natterjack.ports.transport.ListenerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Clients without sockets, on one thread (a second one only watches the time): the shortest answer to what a transport
/// is. For tests of whole brokers, and the reference that passes the contract first.
public final class InMemoryTransport implements ClientTransport {
    private static final int FIRST_PORT = 1;

    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Map<ClientGateway, Lane> lanes = new HashMap<>();
    private final Map<Integer, Door> doors = new HashMap<>();
    private final List<InMemoryConnection> connections = new CopyOnWriteArrayList<>();
    private int nextPort = FIRST_PORT;

    @Override
    public synchronized ClientListener listen(ListenerSettings settings, ClientGateway gateway) {
        check(settings);
        Lane lane = lanes.computeIfAbsent(gateway, opened -> opened.openLane(new PassEnding(opened)));
        Door door = new Door(new HostPort(settings.address().host(), nextPort++), settings, gateway, lane);
        doors.put(door.address().port(), door);
        return door;
    }

    /// Connects a client to a listener of this transport.
    public synchronized WireClient dial(ClientListener listener) {
        Door door = doors.get(listener.address().port());
        if (door == null || thread.isShutdown()) {
            throw new UncheckedIOException(new IOException("nobody listens at " + listener.address()));
        }
        InMemoryConnection connection = new InMemoryConnection(new PassEnding(door.gateway), door.settings.output());
        connections.add(connection);
        Arrival arrival = new Arrival(Arrival.Kind.IN_PROCESS, door.address(), "127.0.0.1", 0, null, null);
        return connection.open(door.lane, arrival);
    }

    @Override
    public void close() {
        synchronized (this) {
            doors.clear();
        }
        connections.forEach(connection -> connection.close(CloseReason.SERVER_SHUTDOWN));
        connections.forEach(InMemoryConnection::drop);
        alarms.shutdownNow();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(WireClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("expected that the lane ends");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static void check(ListenerSettings settings) {
        if (settings.tls() != null || settings.webSocket() != null || settings.proxyProtocol()) {
            throw new ListenException("there is nothing to encrypt, to frame or to forward in memory");
        }
    }

    private final class Door implements ClientListener {
        private final HostPort address;
        private final ClientGateway gateway;
        private final Lane lane;
        private volatile ListenerSettings settings;

        Door(HostPort address, ListenerSettings settings, ClientGateway gateway, Lane lane) {
            this.address = address;
            this.settings = settings;
            this.gateway = gateway;
            this.lane = lane;
        }

        @Override
        public HostPort address() {
            return address;
        }

        @Override
        public Runnable prepare(ListenerSettings changed) {
            check(changed);
            return () -> settings = changed;
        }

        @Override
        public void close() {
            synchronized (InMemoryTransport.this) {
                doors.remove(address.port());
            }
        }
    }

    /// Runs tasks on the thread, and ends the lane's pass behind each.
    private final class PassEnding implements LaneExecutor {
        private final ClientGateway gateway;

        PassEnding(ClientGateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public void execute(Runnable task) {
            try {
                thread.execute(() -> pass(task));
            } catch (RejectedExecutionException _) {
                // The lane has ended.
            }
        }

        @Override
        public Alarm after(long delayNanos, Runnable task) {
            try {
                ScheduledFuture<?> timer = alarms.schedule(() -> execute(task), delayNanos, TimeUnit.NANOSECONDS);
                return () -> timer.cancel(false);
            } catch (RejectedExecutionException _) {
                return Alarm.NONE;
            }
        }

        private void pass(Runnable task) {
            try {
                task.run();
            } finally {
                lane().endPass();
            }
        }

        private Lane lane() {
            synchronized (InMemoryTransport.this) {
                Lane lane = lanes.get(gateway);
                if (lane == null) {
                    throw new IllegalStateException("a task before its lane");
                }
                return lane;
            }
        }
    }
}
