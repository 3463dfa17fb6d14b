package io.natterjack.domain.broker;

import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.session.Session;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.DoorSettings;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.domain.wire.ServerInfo;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.session.TlsIdentity;
import org.jspecify.annotations.Nullable;

/// Composes what a client is told about the server.
///
/// **Threading.** Any thread.
public final class Greeter {
    private final Broker broker;
    private volatile boolean lameDuck;

    Greeter(Broker broker) {
        this.broker = broker;
    }

    /// From now on clients are told that the server is going away. Those who are here and can understand it, now.
    public void announceLameDuck() {
        lameDuck = true;
        broker.sessions().forEach(session -> {
            if (session.options().protocol() >= 1 && session.connectReceived()) {
                session.tell(() -> info(session).line());
            }
        });
    }

    ServerInfo info(Session session) {
        BrokerSettings settings = broker.settings();
        ServerIdentity server = settings.identity();
        Arrival arrival = session.arrival();
        HostPort address = address(server, arrival);
        DoorSettings door = session.door();
        TlsIdentity tls = session.tls();
        JetStreamSettings streams = settings.jetStream();
        boolean required = door.tlsRequired() || (tls != null && tls.first());
        return new ServerInfo(
                server.id(),
                server.name(),
                server.version(),
                1,
                server.gitCommit().isEmpty() ? null : server.gitCommit(),
                server.runtime(),
                address.host(),
                address.port(),
                server.headers(),
                orNull(broker.authenticator().required(arrival)),
                orNull(required),
                orNull(door.tlsVerify()),
                orNull(door.tlsAvailable() && !required),
                settings.limits().payloadBytesMax(),
                orNull(streams != null),
                session.id(),
                door.proxied() && !session.connectReceived() ? null : arrival.remoteHost(),
                session.nonce().isEmpty() ? null : session.nonce(),
                server.clusterName(),
                streams == null || streams.domain().isEmpty() ? null : streams.domain(),
                null,
                null,
                orNull(lameDuck),
                null,
                null,
                null,
                ApiLevel.SUPPORTED,
                server.curveKey());
    }

    private static HostPort address(ServerIdentity server, Arrival arrival) {
        HostPort advertise = server.advertise();
        if (advertise == null || arrival.kind() == Arrival.Kind.WEBSOCKET) {
            return arrival.listener();
        }
        return advertise.port() > 0
                ? advertise
                : new HostPort(advertise.host(), arrival.listener().port());
    }

    private static @Nullable Boolean orNull(boolean value) {
        return value ? true : null;
    }
}
