package io.natterjack.ports.transport;

import io.natterjack.ports.session.ClientGateway;

/// A way for clients to reach the broker, such as TCP.
///
/// **Threading.** Any thread. Calls may block for as long as binding an address takes.
///
/// **Ownership.** The transport keeps the gateway until it is closed. Listeners belong to the caller.
///
/// **Failure.** [ListenException] if an address cannot be bound or the settings cannot be used.
///
/// Every implementation passes `ClientTransportContract`, found in the test-jar of this module.
public interface ClientTransport extends AutoCloseable {
    /// Opens a door for clients. Clients may arrive before this returns.
    ClientListener listen(ListenerSettings settings, ClientGateway gateway);

    /// Closes every listener, drops every connection that is left, and ends the transport's threads.
    @Override
    void close();
}
