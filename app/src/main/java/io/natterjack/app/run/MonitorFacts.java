package io.natterjack.app.run;

import static java.util.Objects.requireNonNullElse;

import io.natterjack.app.config.options.ListenOptions;
import io.natterjack.app.config.options.MonitorOptions;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.options.WebSocketOptions;
import io.natterjack.domain.settings.AuthorizationSettings.ListenerAuthorization;
import io.natterjack.domain.settings.MonitorSettings;
import io.natterjack.domain.settings.MonitorSettings.WebSocketDoor;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the operator decided, in the words of the monitoring pages.
final class MonitorFacts {
    private static final double TLS_TIMEOUT_SECONDS = 2;
    private static final double SECOND_NANOS = 1e9;
    private static final long HANDSHAKE_NANOS_DEFAULT = 2_000_000_000L;

    private MonitorFacts() {}

    /// @param loaded    · when the configuration was read
    /// @param clients   · where clients connect; null if they cannot yet
    /// @param webSocket · where WebSocket clients connect; null if they cannot
    static MonitorSettings settings(
            ServerOptions options,
            Instant loaded,
            @Nullable HostPort clients,
            @Nullable HostPort webSocket,
            ServerLog log) {
        ListenOptions listen = options.clients();
        MonitorOptions monitor = options.monitor();
        TlsSettings tls = listen.tls();
        return new MonitorSettings(
                requireNonNullElse(clients, new HostPort(listen.host(), listen.port())),
                clients != null,
                new HostPort(monitor.host(), monitor.httpPort()),
                monitor.httpsPort(),
                monitor.basePath().equals("/") ? "" : monitor.basePath(),
                tls == null ? TLS_TIMEOUT_SECONDS : tls.handshakeTimeoutNanos() / SECOND_NANOS,
                expiry(tls, log),
                loaded,
                options.source().digest(),
                door(options, webSocket, log));
    }

    private static @Nullable WebSocketDoor door(ServerOptions options, @Nullable HostPort address, ServerLog log) {
        WebSocketOptions web = options.webSocket();
        if (web == null) {
            return null;
        }
        ListenerAuthorization own = options.authorization().webSocket();
        long handshake = web.settings().handshakeTimeoutNanos();
        return new WebSocketDoor(
                requireNonNullElse(address, new HostPort(web.host(), web.port())),
                requireNonNullElse(web.advertise(), ""),
                own == null ? "" : requireNonNullElse(own.noAuthUser(), ""),
                web.settings().cookies().jwt(),
                handshake == HANDSHAKE_NANOS_DEFAULT ? 0 : handshake,
                own == null ? 0 : own.timeoutNanos() / SECOND_NANOS,
                web.noTls(),
                own != null && own.mapCertificates(),
                web.tls() == null ? List.of() : List.copyOf(web.tls().pinned()),
                web.settings().sameOrigin(),
                web.settings().allowedOrigins(),
                web.settings().compression(),
                expiry(web.tls(), log));
    }

    /// The listener has read the file before, so it is worth a line if it cannot be read now.
    private static @Nullable Instant expiry(@Nullable TlsSettings tls, ServerLog log) {
        if (tls == null) {
            return null;
        }
        try (InputStream in = Files.newInputStream(tls.certificates().getFirst().certificate())) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in)
                            instanceof X509Certificate certificate
                    ? certificate.getNotAfter().toInstant()
                    : null;
        } catch (IOException | CertificateException e) {
            log.warn("Monitoring cannot tell when the certificate expires: " + e.getMessage());
            return null;
        }
    }
}
