package io.natterjack.netty;

import io.natterjack.ports.run.LaneExecutor;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.ClientGateway;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.ConnectionHandler;
import io.natterjack.ports.session.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A broker that greets its clients with one byte, makes pairs of them in the order of arrival, and brings to each what
/// the other says.
final class RelayGateway implements ClientGateway {
    private static final byte[] GREETING = {'+'};

    private final AtomicReference<@Nullable Relay> waiting = new AtomicReference<>();

    @Override
    public Lane openLane(LaneExecutor executor) {
        return new RelayLane();
    }

    private final class RelayLane implements Lane {
        private final List<Connection> touched = new ArrayList<>();

        @Override
        public ConnectionHandler accept(Arrival arrival, Connection connection) {
            Relay relay = new Relay(connection, touched);
            Relay other = waiting.getAndSet(null);
            if (other == null) {
                waiting.set(relay);
            } else {
                other.partner.complete(connection);
                relay.partner.complete(other.connection);
            }
            connection.append(GREETING, GREETING.length, GREETING, 0, 0);
            touched.add(connection);
            return relay;
        }

        @Override
        public void endPass() {
            touched.forEach(Connection::flush);
            touched.clear();
        }
    }

    private static final class Relay implements BytesHandler {
        private final Connection connection;
        private final List<Connection> touched;
        private final CompletableFuture<Connection> partner = new CompletableFuture<>();

        Relay(Connection connection, List<Connection> touched) {
            this.connection = connection;
            this.touched = touched;
        }

        @Override
        public void onBytes(byte[] bytes, int from, int to) {
            Connection other = partner.join();
            if ((other.append(bytes, 0, bytes, from, to - from) & Connection.FLUSH_NEEDED) != 0) {
                touched.add(other);
            }
        }

        @Override
        public void onClosed(CloseReason reason) {
            partner.join().close(CloseReason.CLIENT_CLOSED);
        }
    }
}
