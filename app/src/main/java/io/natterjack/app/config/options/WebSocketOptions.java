package io.natterjack.app.config.options;

import io.natterjack.ports.transport.TlsSettings;
import io.natterjack.ports.transport.WebSocketSettings;
import org.jspecify.annotations.Nullable;

/// The listener for WebSocket clients.
///
/// @param host              · `0.0.0.0` for every interface
/// @param port              · -1 for any free one
/// @param advertise         · `host:port` told to clients instead; null for the bound one
/// @param noTls             · plain connections are meant
/// @param tls               · null for none
/// @param pingIntervalNanos · between two PINGs of the server; 0 for that of other clients
/// @param settings          · what the transport does with requests and frames
public record WebSocketOptions(
        String host,
        int port,
        @Nullable String advertise,
        boolean noTls,
        @Nullable TlsSettings tls,
        long pingIntervalNanos,
        WebSocketSettings settings) {}
