package io.natterjack.domain.monitor.metrics;

import static io.natterjack.domain.monitor.metrics.Exposition.MetricType.COUNTER;
import static io.natterjack.domain.monitor.metrics.Exposition.MetricType.GAUGE;
import static io.natterjack.domain.monitor.metrics.Exposition.label;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.account.AccountFigures.Snapshot;
import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.monitor.jsz.JetStreamReport;
import io.natterjack.domain.monitor.metrics.Exposition.MetricType;
import io.natterjack.domain.monitor.subsz.Subsz;
import io.natterjack.domain.monitor.subsz.TableFigures;
import io.natterjack.domain.monitor.text.Json;
import io.natterjack.domain.monitor.text.PageHead;
import io.natterjack.domain.monitor.text.Window;
import io.natterjack.domain.monitor.varz.ServerPage;
import io.natterjack.domain.session.Session;
import io.natterjack.domain.settings.MonitorSettings;
import io.natterjack.ports.session.Traffic;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Makes `/metrics` out of what `/varz`, `/subsz`, `/routez`, `/connz`, `/accstatz`, `/leafz`, `/jsz` and `/healthz`
/// show.
///
/// The figures of connections are sums over all of them; there are no metrics about single connections.
public final class MetricsPage {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Broker broker;
    private final ServerPage server;

    public MetricsPage(Broker broker, ServerPage server) {
        this.broker = broker;
        this.server = server;
    }

    /// @param requests · for each page, how often it was asked for
    /// @param report   · what JetStream tells of itself; null if it does not run
    public String render(MonitorSettings monitor, Map<String, Long> requests, @Nullable JetStreamReport report) {
        Exposition exposition = new Exposition();
        String id = broker.settings().identity().id();
        new DocumentMetrics(exposition, "gnatsd_varz_", id).add(Json.read(server.render(monitor, requests, report)));
        new DocumentMetrics(exposition, "gnatsd_subsz_", id).add(Json.read(subsz(id)));
        routez(exposition, id);
        connz(exposition, id);
        accstatz(exposition, id);
        exposition.add(GAUGE, "gnatsd_leafz_conn_nodes_total", "nodes_total", label("server_id", id), 0);
        new JetStreamMetrics(
                        exposition,
                        broker.settings().identity(),
                        broker.settings().jetStream())
                .add(report);
        healthz(exposition, id, monitor.accepting() && streamsAreWell(report));
        return exposition.text();
    }

    private boolean streamsAreWell(@Nullable JetStreamReport report) {
        return broker.settings().jetStream() == null
                || (report != null && report.problems().isEmpty());
    }

    private String subsz(String id) {
        return Json.line(
                new PageHead(id, ""),
                TableFigures.of(broker.accounts().all().stream()
                        .map(each -> each.routes().statistics())
                        .toList()),
                new Subsz(0, 0, Window.LIMIT_DEFAULT, null));
    }

    private void routez(Exposition exposition, String id) {
        new DocumentMetrics(exposition, "gnatsd_routez_", id)
                .add(Map.of(
                        "server_id",
                        id,
                        "server_name",
                        broker.settings().identity().name(),
                        "num_routes",
                        0));
    }

    private void connz(Exposition exposition, String id) {
        Sums sums = broker.sessions().all().stream().map(Sums::of).reduce(Sums.NONE, Sums::plus);
        int count = broker.sessions().count();
        connz(exposition, GAUGE, "num_connections", id, count);
        connz(exposition, GAUGE, "total", id, count);
        connz(exposition, GAUGE, "offset", id, 0);
        connz(exposition, GAUGE, "limit", id, Window.LIMIT_DEFAULT);
        connz(exposition, GAUGE, "pending_bytes", id, sums.pendingBytes);
        connz(exposition, GAUGE, "subscriptions", id, sums.subscriptions);
        connz(exposition, COUNTER, "in_bytes", id, sums.inBytes);
        connz(exposition, COUNTER, "out_bytes", id, sums.outBytes);
        connz(exposition, COUNTER, "in_msgs", id, sums.inMessages);
        connz(exposition, COUNTER, "out_msgs", id, sums.outMessages);
    }

    /// What the open connections have in common to show.
    private record Sums(
            long pendingBytes, long subscriptions, long inBytes, long outBytes, long inMessages, long outMessages) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

        static Sums of(Session session) {
            Traffic traffic = session.connection().traffic();
            return new Sums(
                    traffic.pendingBytes(),
                    session.subscriptions().count(),
                    session.counts().bytes(),
                    traffic.bodyBytes() - 2 * traffic.messages(),
                    session.counts().messages(),
                    traffic.messages());
        }

        Sums plus(Sums other) {
            return new Sums(
                    pendingBytes + other.pendingBytes,
                    subscriptions + other.subscriptions,
                    inBytes + other.inBytes,
                    outBytes + other.outBytes,
                    inMessages + other.inMessages,
                    outMessages + other.outMessages);
        }
    }

    private static void connz(Exposition exposition, MetricType type, String name, String id, long value) {
        exposition.add(type, "gnatsd_connz_" + name, name, label("server_id", id), (double) value);
    }

    private void accstatz(Exposition exposition, String id) {
        Map<Account, Snapshot> open = broker.sessions().figures();
        for (Account account : broker.accounts().all()) {
            Snapshot figures = account.figures().snapshot().plus(open.getOrDefault(account, Snapshot.NONE));
            SequencedMap<String, String> labels = label("server_id", id);
            labels.put("account", account.name());
            labels.put("account_id", account.name());
            labels.put("account_name", account.name());
            accstatz(exposition, "current_connections", labels, account.connections());
            accstatz(exposition, "total_connections", labels, account.connections());
            accstatz(exposition, "subscriptions", labels, account.routes().size());
            accstatz(exposition, "leaf_nodes", labels, 0);
            accstatz(exposition, "sent_messages", labels, figures.sentMessages());
            accstatz(exposition, "sent_bytes", labels, figures.sentBytes());
            accstatz(exposition, "received_messages", labels, figures.receivedMessages());
            accstatz(exposition, "received_bytes", labels, figures.receivedBytes());
            accstatz(exposition, "slow_consumers", labels, figures.slowConsumers());
        }
    }

    private static void accstatz(Exposition exposition, String name, SequencedMap<String, String> labels, long value) {
        exposition.add(GAUGE, "gnatsd_accstatz_" + name, name, labels, (double) value);
    }

    private static void healthz(Exposition exposition, String id, boolean well) {
        exposition.add(GAUGE, "gnatsd_healthz_status", "status", label("server_id", id), well ? 0 : 1);
        SequencedMap<String, String> labels = label("server_id", id);
        labels.put("value", well ? "ok" : "error");
        exposition.add(GAUGE, "gnatsd_healthz_status_value", "status", labels, well ? 1 : 0);
    }
}
