package io.natterjack.ports.contract;

import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ClientListener;
import io.natterjack.ports.transport.ClientTransport;
import io.natterjack.ports.transport.ListenerSettings;
import io.natterjack.ports.transport.OutputBounds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a transport's test class brings to the contract, and the few steps that the aspects share.
public interface TransportFixture {
    /// The transport under test; a new one for each test, which the test class closes.
    ClientTransport transport();

    /// Connects a client.
    ///
    /// @throws java.io.UncheckedIOException if nobody listens
    WireClient dial(ClientListener listener);

    /// What listeners are opened with. Tests for other kinds of listeners change it here.
    default ListenerSettings settings(OutputBounds bounds) {
        return new ListenerSettings(new HostPort("127.0.0.1", -1), bounds, null, null, false);
    }

    /// One client that has been greeted, with both of its ends.
    record Pair(ClientListener listener, WireClient client, RecordedClient server) {
        Connection connection() {
            return server.connection();
        }

        /// Appends on the calling thread, as a publisher on another lane would, and flushes if asked to.
        int tell(byte[] head, byte[] body) {
            int answer = connection().append(head, head.length, body, 0, body.length);
            if ((answer & Connection.FLUSH_NEEDED) != 0) {
                connection().flush();
            }
            return answer;
        }
    }

    /// No client is ever dropped for being slow.
    OutputBounds GENEROUS = new OutputBounds(64 << 20, 60_000_000_000L);

    /// Opens a listener, connects a client and takes its greeting.
    default Pair greeted(OutputBounds bounds) {
        RecordingGateway gateway = new RecordingGateway();
        ClientListener listener = transport().listen(settings(bounds), gateway);
        WireClient client = dial(listener);
        byte[] greeting = client.receive(RecordingGateway.GREETING.length);
        if (!Arrays.equals(greeting, RecordingGateway.GREETING)) {
            throw new AssertionError("expected the greeting, but found " + text(greeting));
        }
        return new Pair(listener, client, gateway.next());
    }

    /// A pair with generous bounds.
    default Pair greeted() {
        return greeted(GENEROUS);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
