package io.natterjack.domain.monitor.varz;

import io.avaje.jsonb.Json;
import io.natterjack.domain.broker.Sessions.Totals;

/// What has gone through the server. The figures for clients are repeated, because in the reference others add to
/// them: routes, gateways and leaf nodes.
@Json(naming = Json.Naming.LowerUnderscore)
public record TrafficSection(
        int connections,
        long totalConnections,
        int routes,
        int remotes,
        int leafnodes,
        long inMsgs,
        long inBytes,
        long inClientMsgs,
        long inClientBytes,
        long outMsgs,
        long outBytes,
        long outClientMsgs,
        long outClientBytes,
        long slowConsumers,
        long staleConnections,
        long stalledClients,
        long subscriptions) {
    static TrafficSection of(int connections, long subscriptions, Totals totals) {
        return new TrafficSection(
                connections,
                totals.connections(),
                0,
                0,
                0,
                totals.messagesIn(),
                totals.bytesIn(),
                totals.messagesIn(),
                totals.bytesIn(),
                totals.messagesOut(),
                totals.bytesOut(),
                totals.messagesOut(),
                totals.bytesOut(),
                totals.slowConsumers(),
                totals.staleConnections(),
                totals.stalls(),
                subscriptions);
    }
}
