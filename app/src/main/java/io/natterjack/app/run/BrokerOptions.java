package io.natterjack.app.run;

import io.natterjack.app.cli.ServerVersion;
import io.natterjack.app.config.options.ListenOptions;
import io.natterjack.app.config.options.LogOptions;
import io.natterjack.app.config.options.NamingOptions;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.options.WebSocketOptions;
import io.natterjack.app.streams.JetStreamRoom;
import io.natterjack.domain.auth.nkey.NkeyKind;
import io.natterjack.domain.auth.nkey.NkeyPair;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.DoorSettings;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.domain.settings.TraceSettings;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ListenerSettings;
import io.natterjack.ports.transport.OutputBounds;
import io.natterjack.ports.transport.TlsSettings;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What the operator decided, in the words of the broker and of the transports.
public final class BrokerOptions {
    private BrokerOptions() {}

    /// Who the server is, for as long as it runs.
    ///
    /// @param random · makes its keys
    public static ServerIdentity identity(ServerOptions options, RandomGenerator random) {
        String id = NkeyPair.generate(NkeyKind.SERVER, random).publicKey().toString();
        String curveKey = NkeyPair.generate(NkeyKind.CURVE, random).publicKey().toString();
        return named(options, id, curveKey);
    }

    private static ServerIdentity named(ServerOptions options, String id, String curveKey) {
        NamingOptions naming = options.naming();
        return new ServerIdentity(
                id,
                naming.serverName() == null ? id : naming.serverName(),
                ServerVersion.current(),
                "",
                "java" + Runtime.version().feature(),
                naming.headers(),
                naming.clusterName(),
                naming.tags(),
                naming.metadata(),
                curveKey,
                advertised(options.clients().advertise()));
    }

    private static @Nullable HostPort advertised(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        int colon = text.lastIndexOf(':');
        boolean withPort = colon > 0 && text.indexOf(']') < colon;
        String host =
                (withPort ? text.substring(0, colon) : text).replace("[", "").replace("]", "");
        return new HostPort(host, withPort ? Integer.parseInt(text.substring(colon + 1)) : 0);
    }

    /// @param identity · of the server; what a reload may change about it is taken from the options
    /// @param room     · of the server, the same with every reload
    public static BrokerSettings settings(ServerOptions options, ServerIdentity identity, JetStreamRoom room) {
        LogOptions log = options.log();
        ListenOptions clients = options.clients();
        WebSocketOptions web = options.webSocket();
        return new BrokerSettings(
                named(options, identity.id(), identity.curveKey()),
                options.limits(),
                options.authorization(),
                new TraceSettings(log.trace(), log.traceVerbose(), log.traceHeaders(), log.tracedBytesMax()),
                door(clients.tls(), clients.allowNonTls(), clients.proxyProtocol(), 0),
                web == null ? DoorSettings.PLAIN : door(web.tls(), false, false, web.pingIntervalNanos()),
                room.settings(options.jetStream()));
    }

    private static DoorSettings door(
            @Nullable TlsSettings tls, boolean allowNonTls, boolean proxied, long pingIntervalNanos) {
        boolean verify = tls != null && tls.clientCertificate() == TlsSettings.ClientCertificate.REQUIRED;
        return new DoorSettings(
                tls != null && !allowNonTls, verify, tls != null && allowNonTls, proxied, pingIntervalNanos);
    }

    static ListenerSettings clients(ServerOptions options) {
        ListenOptions clients = options.clients();
        return new ListenerSettings(
                new HostPort(clients.host(), clients.port()),
                bounds(options),
                clients.tls(),
                null,
                clients.proxyProtocol());
    }

    static ListenerSettings webSocket(ServerOptions options, WebSocketOptions web) {
        return new ListenerSettings(
                new HostPort(web.host(), web.port()), bounds(options), web.tls(), web.settings(), false);
    }

    private static OutputBounds bounds(ServerOptions options) {
        return new OutputBounds(
                options.limits().pendingBytesMax(), options.limits().writeDeadlineNanos());
    }
}
