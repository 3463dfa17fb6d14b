package io.natterjack.netty;

import io.natterjack.ports.contract.ClientTransportContract;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.WireClient;
import io.natterjack.ports.transport.ClientListener;
import io.natterjack.ports.transport.ClientTransport;
import org.junit.jupiter.api.AfterEach;

/// Plain TCP on the sockets of epoll.
final class EpollTransportTest implements ClientTransportContract {
    private final NettyTransport transport = new NettyTransport(Sockets.EPOLL, 2, new RecordedLog());

    @Override
    public ClientTransport transport() {
        return transport;
    }

    @Override
    public WireClient dial(ClientListener listener) {
        return SocketClient.dial(listener.address().port());
    }

    @AfterEach
    void close() {
        transport.close();
    }
}
