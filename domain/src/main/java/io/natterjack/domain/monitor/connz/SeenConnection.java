package io.natterjack.domain.monitor.connz;

import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.broker.ClosedSession;
import io.natterjack.domain.session.Session;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Traffic;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A connection as it was at one moment, or in the end. What is sorted and what is shown are then the same.
///
/// @param seen · the moment, for a connection that has ended its end
/// @param stop · null while the connection is open
record SeenConnection(
        Session session,
        Traffic traffic,
        Instant lastActivity,
        Instant seen,
        @Nullable Instant stop,
        @Nullable CloseReason reason) {

    /// @param nowNanos · the same moment, by the nano clock
    static SeenConnection open(Session session, Instant now, long nowNanos) {
        return new SeenConnection(
                session, session.connection().traffic(), lastActivity(session, now, nowNanos), now, null, null);
    }

    static SeenConnection closed(ClosedSession closed, Instant now, long nowNanos) {
        return new SeenConnection(
                closed.session(),
                closed.traffic(),
                lastActivity(closed.session(), now, nowNanos),
                closed.stop(),
                closed.stop(),
                closed.reason());
    }

    private static Instant lastActivity(Session session, Instant now, long nowNanos) {
        return now.minusNanos(nowNanos - session.counts().lastActivityNanos());
    }

    long id() {
        return session.id();
    }

    int subscriptions() {
        return session.subscriptions().count();
    }

    /// Every message ends with CRLF, which is not counted.
    long bytesOut() {
        return traffic.bodyBytes() - 2 * traffic.messages();
    }

    Duration uptime() {
        return Duration.between(session.start(), seen);
    }

    Duration idle() {
        return Duration.between(lastActivity, seen);
    }

    /// Why the connection has ended; empty while it is open.
    String why() {
        return reason == null ? "" : reason.text();
    }

    /// Who the client said it is; empty if it said nothing.
    String user() {
        return session.options().claimedUser();
    }

    /// Name of the account; null for somebody who never came in.
    @Nullable
    String account() {
        Identity identity = session.identity();
        return identity == null ? null : identity.account().name();
    }
}
