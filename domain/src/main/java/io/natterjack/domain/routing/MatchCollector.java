package io.natterjack.domain.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers what one walk of the tree finds. Groups of one name are one group, whatever filters they listen with.
final class MatchCollector {
    private final List<Subscription> plain = new ArrayList<>();
    private final Map<String, List<Subscription>> queues = new LinkedHashMap<>();

    void add(SubjectNode node) {
        SubscriptionSet set = node.plain();
        if (set != null) {
            set.addTo(plain);
        }
        Map<String, SubscriptionSet> groups = node.queues();
        if (groups != null) {
            groups.forEach((queue, members) -> members.addTo(queues.computeIfAbsent(queue, _ -> new ArrayList<>())));
        }
    }

    Matches toMatches() {
        queues.values().removeIf(List::isEmpty);
        if (plain.isEmpty() && queues.isEmpty()) {
            return Matches.NONE;
        }
        Subscription[][] groups = new Subscription[queues.size()][];
        int next = 0;
        for (List<Subscription> group : queues.values()) {
            groups[next++] = group.toArray(Subscription[]::new);
        }
        return new Matches(plain.toArray(Subscription[]::new), groups);
    }
}
