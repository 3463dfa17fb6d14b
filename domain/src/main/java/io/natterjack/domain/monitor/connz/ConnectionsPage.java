package io.natterjack.domain.monitor.connz;

import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.monitor.text.BadQueryException;
import io.natterjack.domain.monitor.text.Json;
import io.natterjack.domain.monitor.text.PageHead;
import io.natterjack.domain.monitor.text.Query;
import io.natterjack.domain.monitor.text.Query.Detail;
import io.natterjack.domain.monitor.text.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Makes `/connz`: gathers, filters, sorts, and only then describes those that are shown.
public final class ConnectionsPage {
    private final Broker broker;

    public ConnectionsPage(Broker broker) {
        this.broker = broker;
    }

    /// @throws BadQueryException in the words of the reference
    public String render(PageHead head, Query query) {
        boolean auth = query.flag("auth");
        Detail detail = query.subscriptions();
        Window asked = query.window();
        long cid = query.id("cid");
        ConnectionState state = ConnectionState.parse(query.text("state"));
        ConnectionOrder order = ConnectionOrder.parse(query.text("sort"), state);
        Window window = cid == 0 ? asked : new Window(asked.offset(), 1);
        List<SeenConnection> all = gather(query.text("acc"), state);
        List<SeenConnection> wanted = all.stream()
                .filter(each -> cid == 0 || each.id() == cid)
                .filter(each -> is(each.user(), query.text("user")))
                .filter(each -> is("", query.text("mqtt_client")))
                .sorted(order.comparator())
                .toList();
        List<ConnectionInfo> shown = window.of(wanted).stream()
                .map(each -> ConnectionInfo.of(each, auth, detail))
                .toList();
        return Json.page(head, new Connz(shown.size(), all.size(), window.offset(), window.limit(), shown));
    }

    private static boolean is(String found, String wanted) {
        return wanted.isEmpty() || found.equals(wanted);
    }

    private List<SeenConnection> gather(String account, ConnectionState state) {
        Instant now = broker.surroundings().epochClock().now();
        long nowNanos = broker.surroundings().nanoClock().nanoTime();
        List<SeenConnection> all = new ArrayList<>();
        if (state.includesOpen()) {
            broker.sessions().forEach(session -> all.add(SeenConnection.open(session, now, nowNanos)));
        }
        if (state.includesClosed()) {
            broker.sessions().closed().all().forEach(closed -> all.add(SeenConnection.closed(closed, now, nowNanos)));
        }
        all.removeIf(each -> !account.isEmpty() && !account.equals(each.account()));
        return all;
    }
}
