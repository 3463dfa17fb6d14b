package io.natterjack.netty.door;

import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.session.TlsIdentity;
import io.natterjack.ports.session.WebLogin;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Somebody on the way in: gathers who it is until the broker greets it, and tells the broker of what is found out
/// later. Output is held back from the greeting until the way is free ([#openUp]).
final class Guest {
    private final ClientChannelHandler client;
    private final HostPort listener;
    private String remoteHost;
    private int remotePort;
    private boolean greeted;

    Guest(ClientChannelHandler client, HostPort listener, String remoteHost, int remotePort) {
        this.client = client;
        this.listener = listener;
        this.remoteHost = remoteHost;
        this.remotePort = remotePort;
    }

    HostPort remote() {
        return new HostPort(remoteHost, remotePort);
    }

    /// There is nothing in the way.
    void greetAndOpenUp() {
        arrive(Arrival.Kind.TCP, null, null);
    }

    /// The greeting goes out now, and nothing else before [#openUp].
    void greet() {
        arrive(Arrival.Kind.TCP, null, null);
        client.connection().flush();
        client.connection().writer().hold();
    }

    /// A proxy has told the client's address.
    void comesFrom(String host, int port) {
        remoteHost = host;
        remotePort = port;
        if (greeted) {
            client.forwarded(host, port);
        }
    }

    /// A handshake has been completed.
    void secured(TlsIdentity identity) {
        if (greeted) {
            client.secured(identity);
            client.connection().writer().release();
        } else {
            arrive(Arrival.Kind.TCP, identity, null);
        }
    }

    /// The client goes on without encryption.
    void openUp() {
        client.connection().writer().release();
    }

    /// A WebSocket client has been let in.
    void upgraded(@Nullable TlsIdentity identity, WebLogin login, @Nullable String forwardedHost) {
        if (forwardedHost != null) {
            remoteHost = forwardedHost;
        }
        arrive(Arrival.Kind.WEBSOCKET, identity, login);
    }

    /// A handshake has failed.
    ///
    /// @param why · null where it was never begun
    void handshakeFailed(@Nullable String why) {
        if (why != null) {
            client.handshakeFailed(remote(), why);
        }
        client.connection().close(CloseReason.TLS_HANDSHAKE_ERROR);
    }

    void turnAway(CloseReason reason) {
        client.connection().close(reason);
    }

    /// Says something in plain text, and closes.
    void turnAway(CloseReason reason, String lastWords) {
        byte[] bytes = lastWords.getBytes(StandardCharsets.US_ASCII);
        client.connection().append(bytes, bytes.length, bytes, 0, 0);
        client.connection().writer().release();
        client.connection().close(reason);
    }

    boolean isGreeted() {
        return greeted;
    }

    private void arrive(Arrival.Kind kind, @Nullable TlsIdentity identity, @Nullable WebLogin login) {
        greeted = true;
        client.arrive(new Arrival(kind, listener, remoteHost, remotePort, identity, login));
    }
}
