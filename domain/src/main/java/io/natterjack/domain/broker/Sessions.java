package io.natterjack.domain.broker;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.account.AccountFigures;
import io.natterjack.domain.account.AccountFigures.Snapshot;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.scope.Surroundings;
import io.natterjack.domain.session.Session;
import io.natterjack.domain.wire.ErrorText;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Traffic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// The clients that are here, and what is worth remembering of those that were.
///
/// **Threading.** Any thread.
public final class Sessions {
    private final Surroundings surroundings;
    private final ClosedSessions closed;
    private final Map<Long, Session> open = new ConcurrentHashMap<>();
    private final AtomicInteger openCount = new AtomicInteger();
    private final AtomicLong lastId = new AtomicLong(3);
    private final AtomicLong total = new AtomicLong();
    private final LongAdder messagesIn = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder messagesOut = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder slowConsumers = new LongAdder();
    private final LongAdder staleConnections = new LongAdder();
    private final LongAdder stalls = new LongAdder();

    Sessions(Surroundings surroundings, int closedMax) {
        this.surroundings = surroundings;
        this.closed = new ClosedSessions(closedMax);
    }

    long nextId() {
        total.incrementAndGet();
        return lastId.incrementAndGet();
    }

    /// @param max · 0 for any number, less for none at all
    boolean open(Session session, int max) {
        int count = openCount.incrementAndGet();
        open.put(session.id(), session);
        return max == 0 || count <= max;
    }

    /// Closes as many clients as there are too many.
    void limitTo(int max) {
        int tooMany = max == 0 ? 0 : openCount.get() - Math.max(0, max);
        if (tooMany > 0) {
            open.values().stream()
                    .limit(tooMany)
                    .forEach(session -> session.execute(() -> session.close(
                            ErrorText.MAXIMUM_CONNECTIONS_EXCEEDED, CloseReason.MAX_CONNECTIONS_EXCEEDED)));
            surroundings.log().info("Closed " + tooMany + " connections to fall within max_connections");
        }
    }

    void close(Session session, CloseReason reason) {
        if (open.remove(session.id()) == null) {
            return;
        }
        openCount.decrementAndGet();
        boolean slow =
                reason == CloseReason.SLOW_CONSUMER_PENDING_BYTES || reason == CloseReason.SLOW_CONSUMER_WRITE_DEADLINE;
        if (slow) {
            slowConsumers.increment();
        } else if (reason == CloseReason.STALE_CONNECTION) {
            staleConnections.increment();
        }
        Traffic traffic = session.connection().traffic();
        messagesIn.add(session.counts().messages());
        bytesIn.add(session.counts().bytes());
        messagesOut.add(traffic.messages());
        bytesOut.add(payloadBytes(traffic));
        stalls.add(traffic.stalls());
        Identity identity = session.identity();
        if (identity != null) {
            settle(identity.account().figures(), figures(session, traffic), slow);
        }
        closed.add(new ClosedSession(session, traffic, surroundings.epochClock().now(), reason));
    }

    private static void settle(AccountFigures account, Snapshot moved, boolean slow) {
        account.received(moved.receivedMessages(), moved.receivedBytes());
        account.sent(moved.sentMessages(), moved.sentBytes());
        if (slow) {
            account.slowConsumer();
        }
    }

    private static Snapshot figures(Session session, Traffic traffic) {
        return new Snapshot(
                session.counts().messages(), session.counts().bytes(), traffic.messages(), payloadBytes(traffic), 0);
    }

    /// What those who are here have moved, by account. A client that has changed its account takes everything along.
    public Map<Account, Snapshot> figures() {
        Map<Account, Snapshot> figures = new HashMap<>();
        for (Session session : open.values()) {
            Identity identity = session.identity();
            if (identity != null) {
                Snapshot moved = figures(session, session.connection().traffic());
                figures.merge(identity.account(), moved, Snapshot::plus);
            }
        }
        return figures;
    }

    /// Every body ends with CRLF, which is not counted.
    static long payloadBytes(Traffic traffic) {
        return traffic.bodyBytes() - 2 * traffic.messages();
    }

    /// Everybody who is here now.
    public Collection<Session> all() {
        return List.copyOf(open.values());
    }

    public void forEach(Consumer<Session> visitor) {
        open.values().forEach(visitor);
    }

    public int count() {
        return openCount.get();
    }

    public ClosedSessions closed() {
        return closed;
    }

    /// Sums over everybody who is or was here.
    public Totals totals() {
        long in = messagesIn.sum();
        long inBytes = bytesIn.sum();
        long out = messagesOut.sum();
        long outBytes = bytesOut.sum();
        long stalled = stalls.sum();
        for (Session session : open.values()) {
            Traffic traffic = session.connection().traffic();
            in += session.counts().messages();
            inBytes += session.counts().bytes();
            out += traffic.messages();
            outBytes += payloadBytes(traffic);
            stalled += traffic.stalls();
        }
        return new Totals(
                total.get(), in, inBytes, out, outBytes, slowConsumers.sum(), staleConnections.sum(), stalled);
    }

    /// @param connections      · ever accepted
    /// @param messagesIn       · published by clients
    /// @param bytesIn          · of their headers and payloads
    /// @param messagesOut      · delivered to clients
    /// @param bytesOut         · of their headers and payloads
    /// @param slowConsumers    · clients dropped because they did not read
    /// @param staleConnections · clients dropped because they did not answer
    /// @param stalls           · how often a producer was told to pause
    public record Totals(
            long connections,
            long messagesIn,
            long bytesIn,
            long messagesOut,
            long bytesOut,
            long slowConsumers,
            long staleConnections,
            long stalls) {}
}
