package io.natterjack.domain.monitor.varz;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.broker.Sessions.Totals;
import io.natterjack.domain.monitor.jsz.JetStreamJson;
import io.natterjack.domain.monitor.jsz.JetStreamReport;
import io.natterjack.domain.monitor.text.Json;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.MonitorSettings;
import io.natterjack.ports.observe.ProcessFacts;
import io.natterjack.ports.session.Arrival;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes `/varz`.
public final class ServerPage {
    private final Broker broker;
    private final ProcessFacts process;
    private final Instant start;

    /// @param start · of the server
    public ServerPage(Broker broker, ProcessFacts process, Instant start) {
        this.broker = broker;
        this.process = process;
        this.start = start;
    }

    /// @param requests · for each page, how often it was asked for
    /// @param report   · what JetStream tells of itself; null if it does not run
    public String render(MonitorSettings monitor, Map<String, Long> requests, @Nullable JetStreamReport report) {
        BrokerSettings settings = broker.settings();
        Arrival arrival = new Arrival(Arrival.Kind.TCP, monitor.clients(), "", 0, null, null);
        Totals totals = broker.sessions().totals();
        Account system = broker.accounts().system();
        return Json.page(
                IdentitySection.of(settings, monitor, broker.authenticator().required(arrival)),
                LimitsSection.of(settings.limits(), monitor),
                FeaturesSection.of(settings, monitor, streams(settings.jetStream(), report)),
                ProcessSection.of(start, broker.surroundings().epochClock().now(), process.usage()),
                TrafficSection.of(broker.sessions().count(), subscriptions(), totals),
                ConfigSection.of(
                        settings.identity(), monitor, system == null ? null : system.name(), requests, totals));
    }

    private static String streams(@Nullable JetStreamSettings settings, @Nullable JetStreamReport report) {
        return settings == null || report == null ? "{}" : JetStreamJson.section(settings, report.figures());
    }

    private long subscriptions() {
        return broker.accounts().all().stream()
                .mapToLong(each -> each.routes().size())
                .sum();
    }
}
