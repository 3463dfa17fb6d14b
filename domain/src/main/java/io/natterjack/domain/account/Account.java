package io.natterjack.domain.account;

import io.natterjack.domain.routing.RoutingTable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// A group of users with subjects of its own: messages never leave it unless somebody has said so.
///
/// An account lives as long as its name is in the configuration. A reload replaces what it may and what it maps, and
/// leaves its subscriptions and figures alone.
///
/// **Threading.** Any thread.
public final class Account {
    private final String name;
    private final RoutingTable routes = new RoutingTable();
    private final AccountFigures figures = new AccountFigures();
    private final AtomicInteger connections = new AtomicInteger();
    private final LongAdder connectionsTotal = new LongAdder();
    private final LongAdder subscriptions = new LongAdder();
    private volatile AccountLimits limits;
    private volatile SubjectMappings configured;
    private volatile SubjectMappings own = SubjectMappings.NONE;
    private volatile SubjectMappings mappings;

    public Account(String name, AccountLimits limits, SubjectMappings mappings) {
        this.name = name;
        this.limits = limits;
        this.configured = mappings;
        this.mappings = mappings;
    }

    public String name() {
        return name;
    }

    /// Who listens to what in this account.
    public RoutingTable routes() {
        return routes;
    }

    public AccountLimits limits() {
        return limits;
    }

    /// What is done to the subject of a published message, before anything else. Read it once per message.
    public SubjectMappings mappings() {
        return mappings;
    }

    /// Maps what the server itself has to map, unless the operator has said something else about it. By the thread that
    /// reloads.
    public void mapOwn(SubjectMappings changed) {
        own = changed;
        mappings = configured.before(changed);
    }

    /// What clients that are gone have moved.
    public AccountFigures figures() {
        return figures;
    }

    /// A client asks to belong to this account.
    ///
    /// @return false if there are enough already; otherwise [#disconnected] has to be called when it leaves
    public boolean connect() {
        int max = limits.connectionsMax();
        while (true) {
            int present = connections.get();
            if (max >= 0 && present >= max) {
                return false;
            }
            if (connections.compareAndSet(present, present + 1)) {
                connectionsTotal.increment();
                return true;
            }
        }
    }

    public void disconnected() {
        connections.decrementAndGet();
    }

    /// Clients that are connected now.
    public int connections() {
        return connections.get();
    }

    /// Clients that have ever been connected.
    public long connectionsTotal() {
        return connectionsTotal.sum();
    }

    public void subscribed() {
        subscriptions.increment();
    }

    public void unsubscribed(int count) {
        subscriptions.add(-count);
    }

    /// Subscriptions of its clients now.
    public long subscriptions() {
        return subscriptions.sum();
    }

    void reload(AccountLimits newLimits, SubjectMappings newMappings) {
        limits = newLimits;
        configured = newMappings;
        mappings = newMappings.before(own);
    }
}
