package io.natterjack.domain.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.ports.contract.RecordedConnection;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.ConnectionHandler;
import io.natterjack.ports.session.Lane;
import org.jspecify.annotations.Nullable;

/// A client of a [TestBroker], which speaks the protocol by hand.
public final class TestClient {
    private final Lane lane;
    private final ConnectionHandler handler;
    private final RecordedConnection connection;

    TestClient(Lane lane, ConnectionHandler handler, RecordedConnection connection) {
        this.lane = lane;
        this.handler = handler;
        this.connection = connection;
    }

    public TestClient says(String text) {
        return says(text.getBytes(UTF_8));
    }

    /// The bytes are overwritten once the broker has had them.
    public TestClient says(byte[] bytes) {
        handler.onBytes(bytes, 0, bytes.length);
        java.util.Arrays.fill(bytes, (byte) '#');
        lane.endPass();
        return this;
    }

    /// The same, one byte in each read.
    public TestClient mumbles(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            handler.onBytes(bytes, i, i + 1);
            lane.endPass();
        }
        return this;
    }

    /// What has arrived since the last time.
    public String hears() {
        return connection.takeText();
    }

    public void leaves() {
        handler.onClosed(CloseReason.CLIENT_CLOSED);
    }

    /// Null while the connection is open.
    @Nullable
    public CloseReason closedFor() {
        return connection.closedFor();
    }

    ConnectionHandler handler() {
        return handler;
    }

    public RecordedConnection connection() {
        return connection;
    }
}
