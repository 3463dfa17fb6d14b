package io.natterjack.domain.session;

import static java.util.Objects.requireNonNull;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.Permissions;
import io.natterjack.domain.auth.ReplyGrants;
import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.MatchCache;
import io.natterjack.domain.routing.Subscriber;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.scope.LaneScope;
import io.natterjack.domain.settings.DoorSettings;
import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.domain.wire.ErrorText;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.TlsIdentity;
import io.natterjack.ports.session.Traffic;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A client: who it is, what it asked for, and the way to it.
///
/// ```
/// greeted ──CONNECT accepted, or nothing asked for──▶ identified ──CONNECT──▶ identified again
///    │                                                    │
///    └── refused, too late, or the protocol broken ───────┴──▶ closing ──flushed──▶ closed
/// ```
///
/// **Threading.** Confined to its lane, but for [#deliver] and the methods marked so, which any thread may call: what
/// they read is final, volatile, or set before the first subscription is published.
public final class Session implements Subscriber {
    private static final byte[] NOTHING = {};
    private static final byte[] OK = {'+', 'O', 'K', '\r', '\n'};

    private final long id;
    private volatile Arrival arrival;
    private Connection connection;
    private final LaneScope lane;
    private final SessionHost host;
    private final Instant start;
    private final SessionLog log;
    private final ClientSubscriptions subscriptions;
    private final Heartbeat heartbeat;
    private final String nonce;

    private volatile ConnectOptions options = ConnectOptions.INITIAL;
    private volatile @Nullable Identity identity;
    private volatile @Nullable TlsIdentity tls;
    private volatile boolean connectReceived;
    private volatile boolean headers;
    private volatile boolean congested;
    private volatile boolean closing;
    private volatile @Nullable ReplyGrants replyGrants;
    private @Nullable MatchCache matches;
    private volatile @Nullable SessionHandler handler;
    private int payloadMax;
    private final SessionCounts counts = new SessionCounts();

    /// @param id    · unique on this server
    /// @param nonce · to be signed by clients with a key; empty if none is asked for
    public Session(long id, Arrival arrival, Connection connection, LaneScope lane, SessionHost host, String nonce) {
        this.id = id;
        this.arrival = arrival;
        this.connection = connection;
        this.lane = lane;
        this.host = host;
        this.nonce = nonce;
        this.tls = arrival.tls();
        this.start = host.surroundings().epochClock().now();
        this.log = new SessionLog(this, host);
        this.subscriptions = new ClientSubscriptions(this);
        this.heartbeat = new Heartbeat(this);
        this.payloadMax = host.settings().limits().payloadBytesMax();
        counts.opened(now());
    }

    @Override
    public boolean deliver(Subscription subscription, Delivery message) {
        if (closing || (congested && !host.settings().limits().fastProducerStall())) {
            return false;
        }
        if (subscription.filtered() && !mayDeliver(subscription, message)) {
            return false;
        }
        long count = subscription.countDelivery();
        long max = subscription.deliveriesMax();
        if (max > 0 && count >= max) {
            subscriptions.endFromAnywhere(subscription);
            if (count > max) {
                return false;
            }
        }
        int answer = message.appendTo(connection, subscription.sid(), headers);
        if ((answer & Connection.CLOSED) != 0) {
            return false;
        }
        if ((answer & Connection.CONGESTED) != 0) {
            congested = true;
        }
        counts.deliveredAt(message.publishedNanos());
        ReplyGrants grants = replyGrants;
        if (grants != null && message.hasReply()) {
            grants.delivered(message.reply(), message.replyFrom(), message.replyTo(), now());
        }
        if (log.tracing()) {
            log.traceDelivery(subscription, message, headers);
        }
        return true;
    }

    private boolean mayDeliver(Subscription subscription, Delivery message) {
        Permissions permissions = requireIdentity().permissions();
        byte[] queue = subscription.queueBytes();
        return queue == null
                ? permissions.mayDeliver(message.subject(), message.subjectFrom(), message.subjectTo())
                : permissions.mayDeliver(message.subject(), message.subjectFrom(), message.subjectTo(), queue);
    }

    /// Becomes somebody. Subscriptions of whoever the client was before have been dropped.
    ///
    /// @return false if the account has enough clients already; nothing has changed then
    boolean identify(Identity newIdentity) {
        Identity before = identity;
        if (before == null || !before.account().equals(newIdentity.account())) {
            if (!newIdentity.account().connect()) {
                return false;
            }
            leaveAccount();
        }
        identity = newIdentity;
        replyGrants = ReplyGrants.afterReload(replyGrants, newIdentity.permissions(), now());
        matches = lane.matches(newIdentity.account());
        readLimits();
        return true;
    }

    /// Server and account may allow messages of another size than before.
    void readLimits() {
        int serverMax = host.settings().limits().payloadBytesMax();
        Identity current = identity;
        int accountMax = current == null ? -1 : current.account().limits().payloadBytesMax();
        payloadMax = accountMax < 0 ? serverMax : Math.min(accountMax, serverMax);
    }

    /// Settings have changed: the client goes on under the new ones, or goes. May be called from any thread.
    public void refresh() {
        SessionHandler current = handler;
        if (current != null) {
            execute(current::refresh);
        }
    }

    void handledBy(SessionHandler sessionHandler) {
        handler = sessionHandler;
    }

    /// The client is gone, and has been counted. Whoever remembers it holds no bytes and no socket of it.
    void letGo() {
        handler = null;
        connection = new GoneConnection(connection.traffic());
    }

    /// The account has one client less.
    void leaveAccount() {
        if (identity != null) {
            identity.account().disconnected();
        }
    }

    void connected(ConnectOptions newOptions, boolean headersUnderstood) {
        options = newOptions;
        headers = headersUnderstood;
        connectReceived = true;
        log.relabel();
    }

    void forwardedFrom(String host, int port) {
        arrival = arrival.forwardedFrom(host, port);
        log.relabel();
    }

    void secured(TlsIdentity newTls) {
        tls = newTls;
    }

    void drained() {
        congested = false;
    }

    /// Sends a control line, which is written when the pass ends.
    void send(byte[] line) {
        int answer = connection.append(line, line.length, NOTHING, 0, 0);
        if ((answer & Connection.FLUSH_NEEDED) != 0) {
            lane.flushes().add(connection);
        }
        log.traceOut(line);
    }

    void send(ErrorText error) {
        send(error.line());
    }

    void sendOk() {
        send(OK);
    }

    /// Tells the client which account it is in: the second INFO of a connection.
    void sendAccountInfo() {
        Account account = requireIdentity().account();
        boolean system = account.name().equals(host.settings().authorization().systemAccount());
        send(host.info(this).withAccount(account.name(), system, payloadMax()).line());
    }

    /// Says why, then closes.
    public void close(ErrorText error, CloseReason reason) {
        if (!closing) {
            send(error);
            close(reason);
        }
    }

    /// Closes when what was sent before has been written. Confined to the lane; others use [#closeFromAnywhere].
    public void close(CloseReason reason) {
        if (!closing) {
            closing = true;
            subscriptions.close();
            connection.close(reason);
        }
    }

    /// May be called from any thread.
    public void closeFromAnywhere(CloseReason reason) {
        lane.executor().execute(() -> close(reason));
    }

    /// What is different at the door this client came through. May be called from any thread.
    public DoorSettings door() {
        return arrival.kind() == Arrival.Kind.WEBSOCKET
                ? host.settings().webClients()
                : host.settings().clients();
    }

    /// Sends a control line that is composed on the session's lane. May be called from any thread.
    public void tell(Supplier<byte[]> line) {
        execute(() -> send(line.get()));
    }

    /// Runs something on the session's lane, unless it is closing by then. May be called from any thread.
    public void execute(Runnable task) {
        lane.executor().execute(() -> {
            if (!closing) {
                task.run();
                lane.flushes().flush();
            }
        });
    }

    /// Publishes a message of the server itself into the client's account. Confined to the lane, between two messages.
    ///
    /// @param body · CRLF stands behind it and is not a part of it
    public void publishFromServer(byte[] subject, byte[] body) {
        Delivery message = lane.delivery().message(subject, 0, subject.length, body, 0, 0, body.length - 2);
        lane.router().route(matches().match(subject, 0, subject.length), message, null);
    }

    /// May be called from any thread, as all that follow.
    public long id() {
        return id;
    }

    public Arrival arrival() {
        return arrival;
    }

    public Connection connection() {
        return connection;
    }

    public Instant start() {
        return start;
    }

    public ConnectOptions options() {
        return options;
    }

    public @Nullable TlsIdentity tls() {
        return tls;
    }

    /// Null until the client has been let in.
    public @Nullable Identity identity() {
        return identity;
    }

    Identity requireIdentity() {
        return requireNonNull(identity, "a session that routes has an identity");
    }

    public String nonce() {
        return nonce;
    }

    public boolean connectReceived() {
        return connectReceived;
    }

    public boolean closing() {
        return closing;
    }

    public boolean headers() {
        return headers;
    }

    public int payloadMax() {
        return payloadMax;
    }

    public SessionCounts counts() {
        return counts;
    }

    public ClientSubscriptions subscriptions() {
        return subscriptions;
    }

    public Heartbeat heartbeat() {
        return heartbeat;
    }

    public SessionLog log() {
        return log;
    }

    /// Null where answering needs no grants, or is not allowed at all.
    @Nullable
    ReplyGrants replyGrants() {
        return replyGrants;
    }

    long now() {
        return host.surroundings().nanoClock().nanoTime();
    }

    /// What the lane remembers of the account's routes.
    MatchCache matches() {
        return requireNonNull(matches, "a session that routes has an identity");
    }

    LaneScope lane() {
        return lane;
    }

    SessionHost host() {
        return host;
    }

    /// Stands for the connection of a client that has gone, and still knows what went through it.
    private record GoneConnection(Traffic traffic) implements Connection {
        @Override
        public int append(byte[] head, int headLength, byte[] body, int bodyOffset, int bodyLength) {
            return CLOSED;
        }

        @Override
        public void flush(boolean few) {}

        @Override
        public void pauseReads() {}

        @Override
        public void resumeReads() {}

        @Override
        public void close(CloseReason reason) {}
    }
}
