package io.natterjack.domain.auth.configured;

import io.natterjack.ports.session.Arrival;
import java.util.Set;

/// The words of `allowed_connection_types` for the doors there are.
enum ConnectionType {
    STANDARD,
    WEBSOCKET,
    IN_PROCESS;

    static ConnectionType of(Arrival arrival) {
        return switch (arrival.kind()) {
            case TCP -> STANDARD;
            case WEBSOCKET -> WEBSOCKET;
            case IN_PROCESS -> IN_PROCESS;
        };
    }

    /// @param allowed · upper-case words; empty allows all
    boolean in(Set<String> allowed) {
        return allowed.isEmpty() || allowed.contains(name());
    }
}
