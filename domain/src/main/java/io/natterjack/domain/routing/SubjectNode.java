package io.natterjack.domain.routing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One token of the filters in a [RoutingTable]: what ends here, and what goes on.
///
/// Written under the table's lock, read without it.
final class SubjectNode {
    private volatile @Nullable Map<String, SubjectNode> literals;
    private volatile @Nullable SubjectNode star;
    private volatile @Nullable SubjectNode tail;
    private volatile @Nullable SubscriptionSet plain;
    private volatile @Nullable Map<String, SubscriptionSet> queues;

    /// The node behind a token, where `*` and `>` are the wildcards.
    @Nullable
    SubjectNode child(String token) {
        return switch (token) {
            case "*" -> star;
            case ">" -> tail;
            default -> literal(token);
        };
    }

    @Nullable
    SubjectNode literal(String token) {
        Map<String, SubjectNode> map = literals;
        return map == null ? null : map.get(token);
    }

    @Nullable
    SubjectNode star() {
        return star;
    }

    @Nullable
    SubjectNode tail() {
        return tail;
    }

    @Nullable
    SubscriptionSet plain() {
        return plain;
    }

    @Nullable
    Map<String, SubscriptionSet> queues() {
        return queues;
    }

    @Nullable
    Map<String, SubjectNode> literals() {
        return literals;
    }

    SubjectNode childOrNew(String token) {
        SubjectNode child = child(token);
        if (child != null) {
            return child;
        }
        SubjectNode created = new SubjectNode();
        switch (token) {
            case "*" -> star = created;
            case ">" -> tail = created;
            default -> {
                Map<String, SubjectNode> map = literals;
                if (map == null) {
                    map = new ConcurrentHashMap<>(4);
                    literals = map;
                }
                map.put(token, created);
            }
        }
        return created;
    }

    void removeChild(String token) {
        switch (token) {
            case "*" -> star = null;
            case ">" -> tail = null;
            default -> {
                Map<String, SubjectNode> map = literals;
                if (map != null) {
                    map.remove(token);
                    if (map.isEmpty()) {
                        literals = null;
                    }
                }
            }
        }
    }

    void add(Subscription subscription) {
        String queue = subscription.queue();
        if (queue == null) {
            SubscriptionSet set = plain;
            if (set == null) {
                set = new SubscriptionSet();
                set.add(subscription);
                plain = set;
            } else {
                set.add(subscription);
            }
        } else {
            Map<String, SubscriptionSet> groups = queues;
            if (groups == null) {
                groups = new ConcurrentHashMap<>(4);
                queues = groups;
            }
            groups.computeIfAbsent(queue, _ -> new SubscriptionSet()).add(subscription);
        }
    }

    boolean remove(Subscription subscription) {
        String queue = subscription.queue();
        Map<String, SubscriptionSet> groups = queues;
        SubscriptionSet set = queue == null ? plain : groups == null ? null : groups.get(queue);
        if (set == null || !set.remove(subscription)) {
            return false;
        }
        if (set.isEmpty()) {
            if (queue == null) {
                plain = null;
            } else if (groups != null) {
                groups.remove(queue);
                if (groups.isEmpty()) {
                    queues = null;
                }
            }
        }
        return true;
    }

    boolean isEmpty() {
        return literals == null && star == null && tail == null && plain == null && queues == null;
    }
}
