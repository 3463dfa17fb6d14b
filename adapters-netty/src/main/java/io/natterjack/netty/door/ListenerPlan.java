package io.natterjack.netty.door;

import io.natterjack.netty.tls.HandshakeRate;
import io.natterjack.netty.tls.TlsMaterial;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ListenException;
import io.natterjack.ports.transport.ListenerSettings;
import org.jspecify.annotations.Nullable;

/// The settings of a listener with what has been prepared from them. Replaced as a whole when they change.
///
/// @param material · null for a listener without TLS
public record ListenerPlan(
        ListenerSettings settings, @Nullable TlsMaterial material, HandshakeRate rate) {
    /// @throws ListenException if the settings cannot be used
    public static ListenerPlan of(ListenerSettings settings) {
        if (settings.proxyProtocol() && settings.webSocket() != null) {
            throw new ListenException("the PROXY protocol is not available for WebSocket clients");
        }
        var tls = settings.tls();
        return tls == null
                ? new ListenerPlan(settings, null, new HandshakeRate(0))
                : new ListenerPlan(settings, TlsMaterial.of(tls), new HandshakeRate(tls.connectionRateMax()));
    }

    /// Whether clients speak the client protocol right away, with nothing around it.
    boolean isPlain() {
        return material == null && settings.webSocket() == null && !settings.proxyProtocol();
    }

    HostPort address() {
        return settings.address();
    }
}
