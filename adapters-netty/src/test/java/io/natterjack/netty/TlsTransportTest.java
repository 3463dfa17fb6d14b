package io.natterjack.netty;

import io.natterjack.ports.contract.ClientTransportContract;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.WireClient;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ClientListener;
import io.natterjack.ports.transport.ClientTransport;
import io.natterjack.ports.transport.ListenerSettings;
import io.natterjack.ports.transport.OutputBounds;
import io.natterjack.ports.transport.TlsSettings.When;
import org.junit.jupiter.api.AfterEach;

/// TLS from the first byte keeps every promise of a transport.
final class TlsTransportTest implements ClientTransportContract {
    private final NettyTransport transport = new NettyTransport(Sockets.best(), 2, new RecordedLog());

    @Override
    public ClientTransport transport() {
        return transport;
    }

    @Override
    public WireClient dial(ClientListener listener) {
        return TlsClients.dialFirst(listener.address().port(), TlsFiles.client());
    }

    @Override
    public ListenerSettings settings(OutputBounds bounds) {
        return new ListenerSettings(
                new HostPort("127.0.0.1", -1),
                bounds,
                TlsFiles.settings(When.FIRST, TlsFiles.pair("ec", "ec")),
                null,
                false);
    }

    @AfterEach
    void close() {
        transport.close();
    }
}
