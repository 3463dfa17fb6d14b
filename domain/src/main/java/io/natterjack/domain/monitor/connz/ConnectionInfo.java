package io.natterjack.domain.monitor.connz;

import static io.natterjack.domain.monitor.text.PageValues.orNull;

import io.avaje.jsonb.Json;
import io.natterjack.domain.account.Accounts;
import io.natterjack.domain.monitor.subsz.SubscriptionDetail;
import io.natterjack.domain.monitor.text.PageValues;
import io.natterjack.domain.monitor.text.Query.Detail;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.session.SessionCounts;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.domain.text.GoTime;
import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.TlsIdentity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection. The fields, their order and when they are left out are the reference's.
///
/// @param type            · `nats` or `websocket`
/// @param stop            · null while the connection is open
/// @param reason          · likewise
/// @param rtt             · `0s` if none has been measured
/// @param stalls          · how often those who publish to it were slowed down; null for never
/// @param tlsPeerCerts    · null unless asked for
/// @param authorizedUser  · likewise, as the last four
/// @param account         · null for the global account too
@Json(naming = Json.Naming.LowerUnderscore)
public record ConnectionInfo(
        long cid,
        String kind,
        String type,
        String ip,
        int port,
        String start,
        String lastActivity,
        @Nullable String stop,
        @Nullable String reason,
        String rtt,
        String uptime,
        String idle,
        long pendingBytes,
        long inMsgs,
        long outMsgs,
        long inBytes,
        long outBytes,
        @Nullable Long stalls,
        int subscriptions,
        @Nullable String name,
        @Nullable String lang,
        @Nullable String version,
        @Nullable String tlsVersion,
        @Nullable String tlsCipherSuite,
        @Nullable List<PeerCertificate> tlsPeerCerts,
        @Nullable Boolean tlsFirst,
        @Nullable String authorizedUser,
        @Nullable String account,
        @Nullable List<String> subscriptionsList,
        @Nullable List<SubscriptionDetail> subscriptionsListDetail,
        @Nullable String nameTag) {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    /// @param auth   · also shows who the client is
    /// @param detail · how much is shown of its subscriptions
    static ConnectionInfo of(SeenConnection seen, boolean auth, Detail detail) {
        Arrival arrival = seen.session().arrival();
        ConnectOptions options = seen.session().options();
        SessionCounts counts = seen.session().counts();
        TlsIdentity tls = seen.session().tls();
        return new ConnectionInfo(
                seen.id(),
                "Client",
                arrival.kind() == Arrival.Kind.WEBSOCKET ? "websocket" : "nats",
                arrival.remoteHost(),
                arrival.remotePort(),
                GoTime.text(seen.session().start()),
                GoTime.text(seen.lastActivity()),
                seen.stop() == null ? null : GoTime.text(seen.stop()),
                seen.reason() == null ? null : seen.reason().text(),
                roundTrip(seen.session().heartbeat().roundTripNanos()),
                PageValues.uptime(seen.uptime()),
                PageValues.uptime(seen.idle()),
                seen.traffic().pendingBytes(),
                counts.messages(),
                seen.traffic().messages(),
                counts.bytes(),
                seen.bytesOut(),
                orNull(seen.traffic().stalls()),
                seen.subscriptions(),
                orNull(options.name()),
                orNull(options.lang()),
                orNull(options.version()),
                tls == null ? null : tls.version(),
                tls == null ? null : tls.cipherSuite(),
                auth ? peers(tls) : null,
                tls == null ? null : orNull(tls.first()),
                auth ? orNull(seen.user()) : null,
                auth ? otherThanGlobal(seen.account()) : null,
                detail == Detail.NAMES ? names(seen) : null,
                detail == Detail.FULL ? details(seen) : null,
                auth && (seen.stop() == null || otherThanGlobal(seen.account()) != null) ? seen.account() : null);
    }

    private static @Nullable List<PeerCertificate> peers(@Nullable TlsIdentity tls) {
        return tls == null || tls.peerChain().isEmpty()
                ? null
                : tls.peerChain().stream().map(PeerCertificate::of).toList();
    }

    /// Precise enough for what it is.
    private static String roundTrip(long nanos) {
        return GoDuration.text(nanos > MICRO && nanos < MILLI ? nanos - nanos % MICRO : nanos);
    }

    private static @Nullable String otherThanGlobal(@Nullable String account) {
        return Accounts.GLOBAL.equals(account) ? null : account;
    }

    private static @Nullable List<String> names(SeenConnection seen) {
        List<String> names = seen.session().subscriptions().all().stream()
                .map(Subscription::subject)
                .toList();
        return names.isEmpty() ? null : names;
    }

    private static @Nullable List<SubscriptionDetail> details(SeenConnection seen) {
        List<SubscriptionDetail> details = seen.session().subscriptions().all().stream()
                .map(SubscriptionDetail::of)
                .map(detail -> seen.stop() == null ? detail : detail.ended(seen.account()))
                .toList();
        return details.isEmpty() ? null : details;
    }
}
