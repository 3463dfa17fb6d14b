package io.natterjack.domain.settings;

import io.natterjack.domain.settings.AccountSettings.JetStreamAllowance;
import org.jspecify.annotations.Nullable;

/// Everything the broker has to know before the first client arrives.
///
/// @param identity      · who the server is
/// @param limits        · what clients may cost
/// @param authorization · who may come in
/// @param tracing       · what is written to the trace log
/// @param clients       · what the greeting says about the listener for clients
/// @param webClients    · what the greeting says about the WebSocket listener
/// @param jetStream     · streams and consumers; null for a server without
public record BrokerSettings(
        ServerIdentity identity,
        Limits limits,
        AuthorizationSettings authorization,
        TraceSettings tracing,
        DoorSettings clients,
        DoorSettings webClients,
        @Nullable JetStreamSettings jetStream) {
    private static final String GLOBAL_ACCOUNT = "$G";

    /// A server without JetStream.
    public BrokerSettings(
            ServerIdentity identity,
            Limits limits,
            AuthorizationSettings authorization,
            TraceSettings tracing,
            DoorSettings clients,
            DoorSettings webClients) {
        this(identity, limits, authorization, tracing, clients, webClients, null);
    }

    /// The same with streams, or without.
    public BrokerSettings withJetStream(@Nullable JetStreamSettings streams) {
        return new BrokerSettings(identity, limits, authorization, tracing, clients, webClients, streams);
    }

    /// What an account may store. The global account may store anything as long as it is the only one beside the
    /// system account; every other account has to be configured for it.
    ///
    /// @return null if it may not use JetStream
    public @Nullable JetStreamAllowance jetStreamOf(String account) {
        if (jetStream == null || account.equals(authorization.systemAccount())) {
            return null;
        }
        for (AccountSettings each : authorization.accounts()) {
            if (each.name().equals(account) && each.jetStream() != null) {
                return each.jetStream();
            }
        }
        return account.equals(GLOBAL_ACCOUNT) && globalAccountAlone() ? JetStreamAllowance.UNLIMITED : null;
    }

    private boolean globalAccountAlone() {
        return authorization.accounts().stream()
                .map(AccountSettings::name)
                .allMatch(name -> name.equals(GLOBAL_ACCOUNT) || name.equals(authorization.systemAccount()));
    }
}
