package io.natterjack.ports.session;

import org.jspecify.annotations.Nullable;

/// A client at the door.
///
/// @param kind       · which door it came through
/// @param listener   · the address the listener is bound to
/// @param remoteHost · numeric address of the client, or of the client behind a proxy that announced it
/// @param remotePort · port of the client
/// @param tls        · what the client proved before its arrival; null where TLS is off or follows the greeting
/// @param web        · what a WebSocket client brought in its HTTP request; null for all others
public record Arrival(
        Kind kind,
        HostPort listener,
        String remoteHost,
        int remotePort,
        @Nullable TlsIdentity tls,
        @Nullable WebLogin web) {
    /// The same client, of whom a proxy has said where it really comes from.
    public Arrival forwardedFrom(String host, int port) {
        return new Arrival(kind, listener, host, port, tls, web);
    }

    /// The doors.
    public enum Kind {
        /// A TCP connection that speaks the client protocol.
        TCP,
        /// The client protocol inside WebSocket frames.
        WEBSOCKET,
        /// A client inside this JVM, without a socket.
        IN_PROCESS
    }
}
