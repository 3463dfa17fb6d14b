package io.natterjack.domain.system;

import io.avaje.jsonb.Json;

/// An answer of the server.
///
/// @param server · who answers
/// @param data   · what was asked for
@Json
public record Answer(ServerHeader server, UserInfo data) {}
