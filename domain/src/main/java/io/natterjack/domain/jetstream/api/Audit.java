package io.natterjack.domain.jetstream.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.advisory.Requester;
import io.natterjack.domain.jetstream.advisory.ServerAdvisory;
import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.routing.Subscriber;
import io.natterjack.domain.session.Session;
import io.natterjack.ports.session.Arrival;
import org.jspecify.annotations.Nullable;

/// Tells whoever watches the API who has asked what, and what was answered.
///
/// Confined to the shard. What it says of a client is read while the client's lane may change it, as monitoring does.
final class Audit {
    private final AccountStreams streams;

    Audit(AccountStreams streams) {
        this.streams = streams;
    }

    /// @param publisher · who has asked; null for the server itself
    /// @param subject   · the whole of it
    void tell(@Nullable Subscriber publisher, String subject, ApiCall call, byte[] answer) {
        if (streams.advisories().heard(ServerAdvisory.Audited.SUBJECT) && publisher instanceof Session session) {
            String server = streams.server().name();
            String request = new String(call.body(), UTF_8);
            streams.advisories()
                    .tell(new ServerAdvisory.Audited(
                            server, requester(session, server), subject, request, new String(answer, UTF_8)));
        }
    }

    private static Requester requester(Session session, String server) {
        Identity identity = session.identity();
        boolean webSocket = session.arrival().kind() == Arrival.Kind.WEBSOCKET;
        return new Requester(
                session.start(),
                session.arrival().remoteHost(),
                session.id(),
                identity == null ? "" : identity.account().name(),
                session.options().claimedUser(),
                session.options().name(),
                session.options().lang(),
                session.options().version(),
                session.heartbeat().roundTripNanos(),
                server,
                "",
                webSocket ? "websocket" : "nats");
    }
}
