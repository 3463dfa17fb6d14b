package io.natterjack.domain.broker;

import io.natterjack.domain.scope.LaneScope;
import io.natterjack.domain.session.Session;
import io.natterjack.domain.session.SessionHandler;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.ConnectionHandler;
import io.natterjack.ports.session.Lane;

/// Makes sessions of the clients that arrive on one thread. Confined to it.
final class BrokerLane implements Lane {
    private final Broker broker;
    private final LaneScope scope;

    BrokerLane(Broker broker, LaneScope scope) {
        this.broker = broker;
        this.scope = scope;
    }

    LaneScope scope() {
        return scope;
    }

    @Override
    public ConnectionHandler accept(Arrival arrival, Connection connection) {
        Session session = new Session(broker.sessions().nextId(), arrival, connection, scope, broker, broker.nonce());
        SessionHandler handler = SessionHandler.greet(session);
        scope.flushes().flush();
        return handler;
    }

    @Override
    public void endPass() {
        scope.flushes().flush();
    }
}
