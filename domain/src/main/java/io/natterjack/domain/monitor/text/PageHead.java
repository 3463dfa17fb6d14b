package io.natterjack.domain.monitor.text;

import io.avaje.jsonb.Json;

/// How nearly every page begins.
///
/// @param serverId · public nkey of the server
/// @param now      · when the page was made
@Json(naming = Json.Naming.LowerUnderscore)
public record PageHead(String serverId, String now) {}
