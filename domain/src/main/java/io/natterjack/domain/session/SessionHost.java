package io.natterjack.domain.session;

import io.natterjack.domain.auth.Authenticator;
import io.natterjack.domain.scope.Surroundings;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.wire.ServerInfo;
import io.natterjack.ports.session.CloseReason;

/// The broker, as one of its sessions sees it. Called from any lane.
public interface SessionHost {
    Surroundings surroundings();

    /// As they are now; a reload replaces them.
    BrokerSettings settings();

    /// As it is now; a reload replaces it.
    Authenticator authenticator();

    /// What the server tells this client about itself.
    ServerInfo info(Session session);

    /// A client is here.
    ///
    /// @return false if there are too many already
    boolean opened(Session session);

    /// A client is gone. Called exactly once for each [#opened], whatever that answered.
    void closed(Session session, CloseReason reason);
}
