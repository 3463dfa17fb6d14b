package io.natterjack.domain.broker;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.scope.LaneScope;
import io.natterjack.ports.run.LaneExecutor;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator.SplittableGenerator;

/// All lanes of the broker, those of clients and those of streams. They are there as long as it is. Any thread.
final class Lanes {
    private final SplittableGenerator random;
    private final Set<LaneScope> scopes = ConcurrentHashMap.newKeySet();

    /// @param random · each lane gets a part of it
    Lanes(SplittableGenerator random) {
        this.random = random;
    }

    LaneScope open(LaneExecutor executor) {
        LaneScope scope;
        synchronized (random) {
            scope = new LaneScope(executor, random.split());
        }
        scopes.add(scope);
        return scope;
    }

    /// Has each lane forget the accounts that are no longer there, behind everything that waits on it.
    void keepOnly(Collection<Account> accounts) {
        Set<Account> kept = Set.copyOf(accounts);
        scopes.forEach(scope -> scope.executor().execute(() -> scope.keepOnly(kept)));
    }
}
