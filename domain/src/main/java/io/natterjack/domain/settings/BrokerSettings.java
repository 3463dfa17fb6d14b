package io.natterjack.domain.settings;

/// Everything the broker has to know before the first client arrives.
///
/// @param identity      · who the server is
/// @param limits        · what clients may cost
/// @param authorization · who may come in
/// @param tracing       · what is written to the trace log
/// @param clients       · what the greeting says about the listener for clients
/// @param webClients    · what the greeting says about the WebSocket listener
public record BrokerSettings(
        ServerIdentity identity,
        Limits limits,
        AuthorizationSettings authorization,
        TraceSettings tracing,
        DoorSettings clients,
        DoorSettings webClients) {}
