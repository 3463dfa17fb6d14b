package io.natterjack.ports.transport;

import io.natterjack.ports.session.HostPort;
import org.jspecify.annotations.Nullable;

/// What one listener is to do.
///
/// @param address       · where to listen
/// @param output        · bounds of what waits to be sent to one client
/// @param tls           · null for a listener without TLS
/// @param webSocket     · null for plain TCP
/// @param proxyProtocol · each connection starts with a PROXY protocol preamble, version 1 or 2
public record ListenerSettings(
        HostPort address,
        OutputBounds output,
        @Nullable TlsSettings tls,
        @Nullable WebSocketSettings webSocket,
        boolean proxyProtocol) {}
