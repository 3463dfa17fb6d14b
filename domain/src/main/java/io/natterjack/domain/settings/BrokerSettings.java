package io.natterjack.domain.settings;

/// Everything the broker has to know before the first client arrives.
///
/// @param identity      · who the server is
/// @param limits        · what clients may cost
/// @param authorization · who may come in
/// @param tracing       · what is written to the trace log
public record BrokerSettings(
        ServerIdentity identity, Limits limits, AuthorizationSettings authorization, TraceSettings tracing) {}
