package io.natterjack.domain.settings;

import io.natterjack.ports.session.HostPort;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the monitoring pages say about the server's doors and its configuration.
///
/// @param clients            · where clients connect, as bound
/// @param accepting          · every listener is open
/// @param http               · where the monitoring pages are; a port of 0 for HTTPS alone
/// @param httpsPort          · 0 for none
/// @param basePath           · in front of every page; empty for none
/// @param tlsTimeoutSeconds  · until a TLS handshake must be done
/// @param certificateExpiry  · of the certificate shown to clients; null without TLS
/// @param configLoaded       · when the configuration was read last
/// @param configDigest       · `sha256:` and the hash of the file; empty without a file
/// @param webSocket          · null without a WebSocket listener
public record MonitorSettings(
        HostPort clients,
        boolean accepting,
        HostPort http,
        int httpsPort,
        String basePath,
        double tlsTimeoutSeconds,
        @Nullable Instant certificateExpiry,
        Instant configLoaded,
        String configDigest,
        @Nullable WebSocketDoor webSocket) {

    /// The same when the listeners have been closed.
    public MonitorSettings notAccepting() {
        return new MonitorSettings(
                clients,
                false,
                http,
                httpsPort,
                basePath,
                tlsTimeoutSeconds,
                certificateExpiry,
                configLoaded,
                configDigest,
                webSocket);
    }

    /// The listener for WebSocket clients.
    ///
    /// @param advertise             · empty for none
    /// @param noAuthUser            · empty for none
    /// @param jwtCookie             · empty for none
    /// @param handshakeTimeoutNanos · 0 unless configured
    /// @param authTimeoutSeconds    · 0 unless configured
    /// @param pinnedCertificates    · fingerprints
    /// @param certificateExpiry     · null without TLS
    public record WebSocketDoor(
            HostPort address,
            String advertise,
            String noAuthUser,
            String jwtCookie,
            long handshakeTimeoutNanos,
            double authTimeoutSeconds,
            boolean noTls,
            boolean tlsMap,
            List<String> pinnedCertificates,
            boolean sameOrigin,
            List<String> allowedOrigins,
            boolean compression,
            @Nullable Instant certificateExpiry) {
        public WebSocketDoor {
            pinnedCertificates = List.copyOf(pinnedCertificates);
            allowedOrigins = List.copyOf(allowedOrigins);
        }
    }
}
