package io.natterjack.domain.monitor.neighbours;

import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.monitor.text.BadQueryException;
import io.natterjack.domain.monitor.text.Json;
import io.natterjack.domain.monitor.text.PageHead;
import io.natterjack.domain.monitor.text.Query;
import java.util.List;
import java.util.Map;

/// Makes `/routez`, `/gatewayz` and `/leafz`. Their parameters are checked although there is nothing to choose from.
///
/// Every method throws [BadQueryException] in the words of the reference.
public final class NeighboursPage {
    private final Broker broker;

    public NeighboursPage(Broker broker) {
        this.broker = broker;
    }

    public String routez(PageHead head, Query query) {
        query.subscriptions();
        String name = broker.settings().identity().name();
        return Json.page(new Routez(head.serverId(), name, head.now(), 0, List.of()));
    }

    public String gatewayz(PageHead head, Query query) {
        query.subscriptions();
        query.flag("accs");
        return Json.page(head, new Gatewayz(Map.of(), Map.of()));
    }

    public String leafz(PageHead head, Query query) {
        query.flag("subs");
        return Json.page(head, new Leafz(0, List.of()));
    }
}
