package io.natterjack.netty;

import io.natterjack.ports.contract.ClientTransportContract;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.WireClient;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ClientListener;
import io.natterjack.ports.transport.ClientTransport;
import io.natterjack.ports.transport.ListenerSettings;
import io.natterjack.ports.transport.OutputBounds;
import io.natterjack.ports.transport.WebSocketSettings;
import io.natterjack.ports.transport.WebSocketSettings.CookieNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/// The client protocol inside WebSocket frames keeps every promise of a transport.
final class WebSocketTransportTest implements ClientTransportContract {
    static final WebSocketSettings WEB_SOCKET = new WebSocketSettings(
            false, List.of(), false, 20_000_000_000L, 8 << 20, new CookieNames("", "", "", ""), Map.of());

    private final NettyTransport transport = new NettyTransport(Sockets.best(), 2, new RecordedLog());

    @Override
    public ClientTransport transport() {
        return transport;
    }

    @Override
    public WireClient dial(ClientListener listener) {
        return RawWebSocket.dial(SocketClient.dial(listener.address().port()));
    }

    @Override
    public ListenerSettings settings(OutputBounds bounds) {
        return new ListenerSettings(new HostPort("127.0.0.1", -1), bounds, null, WEB_SOCKET, false);
    }

    @AfterEach
    void close() {
        transport.close();
    }
}
