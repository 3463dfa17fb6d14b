package io.natterjack.ports.contract;

import io.natterjack.ports.transport.ClientListener;
import io.natterjack.ports.transport.ClientTransport;
import org.junit.jupiter.api.AfterEach;

/// The reference passes first.
final class InMemoryTransportTest implements ClientTransportContract {
    private final InMemoryTransport transport = new InMemoryTransport();

    @Override
    public ClientTransport transport() {
        return transport;
    }

    @Override
    public WireClient dial(ClientListener listener) {
        return transport.dial(listener);
    }

    @AfterEach
    void close() {
        transport.close();
    }
}
