package io.natterjack.domain.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who listens to what, within one account: a tree of subject tokens.
///
/// Subscribing happens rarely and takes the table's monitor. Matching happens for every message that a [MatchCache]
/// does not know yet, from every lane, and takes no lock at all: nodes are published through volatile fields and
/// concurrent maps, so that a match that runs beside a change sees the tree with or without it.
///
/// [#generation] grows after each change. Whoever reads it *before* matching may keep the result for as long as it
/// stays the same.
public final class RoutingTable {
    private final SubjectNode root = new SubjectNode();
    private final AtomicLong generation = new AtomicLong(1);
    private final AtomicLong matches = new AtomicLong();
    private final AtomicLong inserts = new AtomicLong();
    private final AtomicLong removes = new AtomicLong();
    private volatile int size;
    private volatile List<MatchCache> caches = List.of();
    private volatile List<Sleeper> watchers = List.of();

    /// Adds a subscription, whose subject has been validated.
    public void add(Subscription subscription) {
        synchronized (root) {
            SubjectNode node = root;
            for (String token : tokens(subscription.subject())) {
                node = node.childOrNew(token);
            }
            node.add(subscription);
            size = size + 1;
        }
        inserts.incrementAndGet();
        generation.incrementAndGet();
        watchers.forEach(Sleeper::wake);
    }

    /// Removes a subscription and marks it as ended.
    ///
    /// @return false if it was not here
    public boolean remove(Subscription subscription) {
        subscription.end();
        synchronized (root) {
            if (!remove(root, tokens(subscription.subject()), 0, subscription)) {
                return false;
            }
            size = size - 1;
        }
        removes.incrementAndGet();
        generation.incrementAndGet();
        watchers.forEach(Sleeper::wake);
        return true;
    }

    private static boolean remove(SubjectNode node, String[] tokens, int depth, Subscription subscription) {
        if (depth == tokens.length) {
            return node.remove(subscription);
        }
        SubjectNode child = node.child(tokens[depth]);
        if (child == null || !remove(child, tokens, depth + 1, subscription)) {
            return false;
        }
        if (child.isEmpty()) {
            node.removeChild(tokens[depth]);
        }
        return true;
    }

    /// Changes whenever the answer of [#match] may change.
    public long generation() {
        return generation.get();
    }

    /// Finds who listens to a literal subject.
    public Matches match(byte[] bytes, int from, int to) {
        return match(new String(bytes, from, to - from, UTF_8));
    }

    /// Finds who listens to a literal subject. A wildcard in it is taken literally; with an empty token in it, nobody
    /// does, not even `>`.
    public Matches match(String subject) {
        matches.incrementAndGet();
        String[] tokens = tokens(subject);
        if (Arrays.asList(tokens).contains("")) {
            return Matches.NONE;
        }
        MatchCollector found = new MatchCollector();
        collect(root, tokens, 0, found);
        return found.toMatches();
    }

    private static void collect(SubjectNode node, String[] tokens, int depth, MatchCollector found) {
        SubjectNode tail = node.tail();
        if (tail != null && depth < tokens.length) {
            found.add(tail);
        }
        if (depth == tokens.length) {
            found.add(node);
            return;
        }
        SubjectNode star = node.star();
        if (star != null) {
            collect(star, tokens, depth + 1, found);
        }
        SubjectNode literal = node.literal(tokens[depth]);
        if (literal != null) {
            collect(literal, tokens, depth + 1, found);
        }
    }

    /// Subscriptions in the table.
    public int size() {
        return size;
    }

    /// Wakes somebody whenever the answer of [#match] may have changed.
    public void watch(Sleeper watcher) {
        synchronized (root) {
            List<Sleeper> more = new ArrayList<>(watchers);
            more.add(watcher);
            watchers = List.copyOf(more);
        }
    }

    /// A lane remembers matches of this table from now on.
    void cachedBy(MatchCache cache) {
        synchronized (root) {
            List<MatchCache> more = new ArrayList<>(caches);
            more.add(cache);
            caches = List.copyOf(more);
        }
    }

    public Statistics statistics() {
        long hits = 0;
        int entries = 0;
        int fanoutMax = 0;
        long fanoutTotal = 0;
        for (MatchCache cache : caches) {
            MatchCache.Figures figures = cache.figures();
            hits += figures.hits();
            entries += figures.entries();
            fanoutMax = Math.max(fanoutMax, figures.fanoutMax());
            fanoutTotal += figures.fanoutTotal();
        }
        long walks = matches.get();
        return new Statistics(size, inserts.get(), removes.get(), walks + hits, hits, entries, fanoutMax, fanoutTotal);
    }

    /// Shows every subscription to a visitor, in no order. Sees changes that happen meanwhile, or not.
    public void forEach(Consumer<Subscription> visitor) {
        List<Subscription> buffer = new ArrayList<>();
        visit(root, buffer, visitor);
    }

    private static void visit(@Nullable SubjectNode node, List<Subscription> buffer, Consumer<Subscription> visitor) {
        if (node == null) {
            return;
        }
        SubscriptionSet plain = node.plain();
        if (plain != null) {
            plain.addTo(buffer);
        }
        Map<String, SubscriptionSet> queues = node.queues();
        if (queues != null) {
            queues.values().forEach(set -> set.addTo(buffer));
        }
        buffer.forEach(visitor);
        buffer.clear();
        visit(node.star(), buffer, visitor);
        visit(node.tail(), buffer, visitor);
        Map<String, SubjectNode> literals = node.literals();
        if (literals != null) {
            literals.values().forEach(child -> visit(child, buffer, visitor));
        }
    }

    /// Splits at every dot; empty tokens stay.
    private static String[] tokens(String subject) {
        int count = 1;
        for (int i = 0; i < subject.length(); i++) {
            if (subject.charAt(i) == '.') {
                count++;
            }
        }
        String[] tokens = new String[count];
        int from = 0;
        for (int i = 0; i < count; i++) {
            int dot = subject.indexOf('.', from);
            int to = dot < 0 ? subject.length() : dot;
            tokens[i] = subject.substring(from, to);
            from = to + 1;
        }
        return tokens;
    }

    /// What monitoring shows of a table, and of what the lanes remember of it.
    ///
    /// @param subscriptions · now
    /// @param inserts       · since the start
    /// @param removes       · since the start
    /// @param matches       · since the start: walks of the tree, and hits of the caches
    /// @param cacheHits     · since the start
    /// @param cached        · subjects in the caches; one that several lanes remember counts several times
    /// @param fanoutMax     · subscriptions and queue groups of the cached subject that has most
    /// @param fanoutTotal   · the same, of all cached subjects together
    public record Statistics(
            int subscriptions,
            long inserts,
            long removes,
            long matches,
            long cacheHits,
            int cached,
            int fanoutMax,
            long fanoutTotal) {}
}
