package io.natterjack.ports.transport;

import io.natterjack.ports.session.HostPort;

/// One open door for clients.
///
/// **Threading.** Any thread.
///
/// **Ownership.** Nothing is handed over.
///
/// **Failure.** [ListenException] from [#prepare] leaves the listener as it was.
public interface ClientListener extends AutoCloseable {
    /// Where the listener is bound, with the port it was given if it asked for any.
    HostPort address();

    /// Checks other settings, and reads the files that they name. Address and kind stay.
    ///
    /// @return has clients that arrive from then on meet these settings, and cannot fail
    Runnable prepare(ListenerSettings settings);

    /// Accepts nobody any more. Connections that are open stay open.
    @Override
    void close();
}
