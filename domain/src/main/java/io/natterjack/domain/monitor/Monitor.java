package io.natterjack.domain.monitor;

import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.monitor.accountz.AccountsPage;
import io.natterjack.domain.monitor.connz.ConnectionsPage;
import io.natterjack.domain.monitor.healthz.HealthCheck;
import io.natterjack.domain.monitor.jsz.JetStreamPage;
import io.natterjack.domain.monitor.jsz.JetStreamReport;
import io.natterjack.domain.monitor.metrics.MetricsPage;
import io.natterjack.domain.monitor.neighbours.NeighboursPage;
import io.natterjack.domain.monitor.subsz.SubscriptionsPage;
import io.natterjack.domain.monitor.text.BadQueryException;
import io.natterjack.domain.monitor.text.PageHead;
import io.natterjack.domain.monitor.text.Query;
import io.natterjack.domain.monitor.varz.ServerPage;
import io.natterjack.domain.settings.MonitorSettings;
import io.natterjack.domain.text.GoTime;
import io.natterjack.ports.monitor.MonitorGateway;
import io.natterjack.ports.monitor.MonitorReply;
import io.natterjack.ports.monitor.MonitorRequest;
import io.natterjack.ports.observe.ProcessFacts;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Every monitoring page, by its path.
///
/// A page that is made of JSON can also be had as a script that calls a function of the caller's choice (`callback`).
public final class Monitor implements MonitorGateway {
    private static final String JSON = "application/json";
    private static final String SCRIPT = "application/javascript";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$.]{0,255}");

    private final Broker broker;
    private final ProcessFacts process;
    private final Supplier<MonitorSettings> settings;
    private final RequestCounts requests = new RequestCounts();
    private final ServerPage server;
    private final ConnectionsPage connections;
    private final SubscriptionsPage subscriptions;
    private final AccountsPage accounts;
    private final NeighboursPage neighbours;
    private final HealthCheck health;
    private final JetStreamPage streams;
    private volatile @Nullable JetStreamReport jetStream;
    private final MetricsPage metrics;

    /// @param start    · of the server
    /// @param settings · as they are when a page is asked for
    public Monitor(Broker broker, ProcessFacts process, Instant start, Supplier<MonitorSettings> settings) {
        this.broker = broker;
        this.process = process;
        this.settings = settings;
        this.server = new ServerPage(broker, process, start);
        this.connections = new ConnectionsPage(broker);
        this.subscriptions = new SubscriptionsPage(broker);
        this.accounts = new AccountsPage(broker);
        this.neighbours = new NeighboursPage(broker);
        this.health = new HealthCheck(broker.surroundings().log());
        this.streams = new JetStreamPage(broker);
        this.metrics = new MetricsPage(broker, server);
    }

    /// JetStream has started and can be asked.
    ///
    /// @param report · null if it has stopped
    public void jetStream(@Nullable JetStreamReport report) {
        jetStream = report;
    }

    @Override
    public MonitorReply get(MonitorRequest request) {
        MonitorSettings now = settings.get();
        String page = page(request.path(), now.basePath());
        try {
            MonitorReply reply = page == null ? null : make(page, new Query(request), now);
            return reply == null ? new MonitorReply(404, PLAIN, "404 page not found\n") : reply;
        } catch (BadQueryException e) {
            return new MonitorReply(400, PLAIN, String.valueOf(e.getMessage()));
        }
    }

    /// @return null if the path does not lie below the base path
    private static @Nullable String page(String path, String basePath) {
        if (basePath.isEmpty()) {
            return path;
        }
        if (path.equals(basePath)) {
            return "/";
        }
        return path.startsWith(basePath + "/") && path.length() > basePath.length() + 1
                ? path.substring(basePath.length())
                : null;
    }

    private @Nullable MonitorReply make(String page, Query query, MonitorSettings now) {
        return switch (page) {
            case "/" -> index(now);
            case "/stacksz" -> new MonitorReply(200, PLAIN, process.stacks());
            case "/metrics" -> metrics(now);
            case "/healthz" -> healthz(query, now);
            case "/subscriptionsz" -> document("/subsz", query, now);
            case "/varz", "/connz", "/subsz", "/accountz", "/accstatz", "/routez", "/gatewayz", "/leafz", "/jsz" ->
                document(page, query, now);
            default -> null;
        };
    }

    private MonitorReply index(MonitorSettings now) {
        requests.count("/");
        String version = broker.settings().identity().version();
        return new MonitorReply(200, HTML, IndexPage.html(version, now.basePath()));
    }

    private MonitorReply metrics(MonitorSettings now) {
        requests.count("/metrics");
        return new MonitorReply(200, MetricsPage.CONTENT_TYPE, metrics.render(now, requests.all(), jetStream));
    }

    private MonitorReply healthz(Query query, MonitorSettings now) {
        requests.count("/healthz");
        HealthCheck.Result result = health.check(query, now, broker.settings().jetStream() != null, jetStream);
        return json(result.status(), result.body(), query);
    }

    private MonitorReply document(String page, Query query, MonitorSettings now) {
        requests.count(page);
        PageHead head = new PageHead(
                broker.settings().identity().id(),
                GoTime.text(broker.surroundings().epochClock().now()));
        String body = switch (page) {
            case "/varz" -> server.render(now, requests.all(), jetStream);
            case "/connz" -> connections.render(head, query);
            case "/subsz" -> subscriptions.render(head, query);
            case "/accountz" -> accounts.accountz(head, query, now);
            case "/accstatz" -> accounts.accstatz(head, query);
            case "/routez" -> neighbours.routez(head, query);
            case "/gatewayz" -> neighbours.gatewayz(head, query);
            case "/jsz" -> streams.render(head, query, jetStream);
            case "/leafz" -> neighbours.leafz(head, query);
            default -> throw new IllegalArgumentException("no such page: " + page);
        };
        return json(200, body, query);
    }

    private static MonitorReply json(int status, String body, Query query) {
        String function = query.text("callback");
        if (function.isEmpty()) {
            return new MonitorReply(status, JSON, body);
        }
        if (!FUNCTION.matcher(function).matches()) {
            throw new BadQueryException("invalid callback");
        }
        return new MonitorReply(status, SCRIPT, function + "(" + body + ");");
    }
}
