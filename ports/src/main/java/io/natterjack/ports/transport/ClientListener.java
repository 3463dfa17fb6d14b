package io.natterjack.ports.transport;

import io.natterjack.ports.session.HostPort;

/// One open door for clients.
///
/// **Threading.** Any thread.
///
/// **Ownership.** Nothing is handed over.
///
/// **Failure.** [ListenException] from [#reconfigure] leaves the listener as it was.
public interface ClientListener extends AutoCloseable {
    /// Where the listener is bound, with the port it was given if it asked for any.
    HostPort address();

    /// Uses other settings for clients that arrive from now on. Address and kind stay.
    void reconfigure(ListenerSettings settings);

    /// Accepts nobody any more. Connections that are open stay open.
    @Override
    void close();
}
