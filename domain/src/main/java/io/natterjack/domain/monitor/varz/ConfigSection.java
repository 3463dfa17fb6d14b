package io.natterjack.domain.monitor.varz;

import io.avaje.jsonb.Json;
import io.natterjack.domain.broker.Sessions.Totals;
import io.natterjack.domain.settings.MonitorSettings;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.domain.text.GoTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the server was told, and what has gone wrong since, by kind of connection.
///
/// @param httpReqStats    · requests by page
/// @param systemAccount   · null if it is switched off
/// @param tlsCertNotAfter · null without TLS
@Json(naming = Json.Naming.LowerUnderscore)
public record ConfigSection(
        Map<String, Long> httpReqStats,
        String configLoadTime,
        String configDigest,
        @Nullable List<String> tags,
        @Nullable Map<String, String> metadata,
        @Nullable String systemAccount,
        ByKind slowConsumerStats,
        ByKind staleConnectionStats,
        DiskWaits diskIoWaitStats,
        @Nullable String tlsCertNotAfter) {
    static ConfigSection of(
            ServerIdentity server,
            MonitorSettings monitor,
            @Nullable String systemAccount,
            Map<String, Long> requests,
            Totals totals) {
        return new ConfigSection(
                requests,
                GoTime.text(monitor.configLoaded()),
                monitor.configDigest(),
                server.tags().isEmpty() ? null : server.tags(),
                server.metadata().isEmpty() ? null : new TreeMap<>(server.metadata()),
                systemAccount,
                new ByKind(totals.slowConsumers(), 0, 0, 0),
                new ByKind(totals.staleConnections(), 0, 0, 0),
                new DiskWaits(0, 0, 0, 0),
                monitor.certificateExpiry() == null ? null : GoTime.text(monitor.certificateExpiry()));
    }

    /// A count for each kind of connection.
    @Json
    public record ByKind(long clients, long routes, long gateways, long leafs) {}

    /// How writers to disk have waited for each other; a server without streams has none.
    @Json(naming = Json.Naming.LowerUnderscore)
    public record DiskWaits(long waiters, long waits, long waitTime, long maxWaitTime) {}
}
