package io.natterjack.domain.scope;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.FlushList;
import io.natterjack.domain.routing.MatchCache;
import io.natterjack.domain.routing.Router;
import io.natterjack.domain.subject.MappedSubject;
import io.natterjack.domain.wire.inbound.TailArrays;
import io.natterjack.ports.run.LaneExecutor;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What the sessions of one lane share. Confined to the lane.
public final class LaneScope {
    private final LaneExecutor executor;
    private final RandomGenerator random;
    private final FlushList flushes = new FlushList();
    private final Delivery delivery = new Delivery(flushes);
    private final MappedSubject mapped = new MappedSubject();
    private final TailArrays tailArrays = new TailArrays();
    private final Router router;
    private final IdentityHashMap<Account, MatchCache> caches = new IdentityHashMap<>();

    /// @param random · of this lane alone
    public LaneScope(LaneExecutor executor, RandomGenerator random) {
        this.executor = executor;
        this.random = random;
        this.router = new Router(random);
    }

    /// May be called from any thread.
    public LaneExecutor executor() {
        return executor;
    }

    /// For chance that belongs to this lane.
    public RandomGenerator random() {
        return random;
    }

    /// The connections that this pass has written to.
    public FlushList flushes() {
        return flushes;
    }

    /// The window for the message that is being routed.
    public Delivery delivery() {
        return delivery;
    }

    /// Room for the subject that a mapping gives.
    public MappedSubject mapped() {
        return mapped;
    }

    /// For messages that arrive in many pieces.
    public TailArrays tailArrays() {
        return tailArrays;
    }

    public Router router() {
        return router;
    }

    /// What this lane remembers of an account's routes.
    public MatchCache matches(Account account) {
        return caches.computeIfAbsent(account, each -> new MatchCache(each.routes()));
    }

    /// Whether this lane remembers anything of an account.
    public boolean remembers(Account account) {
        return caches.containsKey(account);
    }

    /// Forgets all other accounts: they are no longer there.
    public void keepOnly(Set<Account> accounts) {
        caches.keySet().removeIf(account -> !accounts.contains(account));
    }
}
