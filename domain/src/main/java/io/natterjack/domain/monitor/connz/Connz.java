package io.natterjack.domain.monitor.connz;

import io.avaje.jsonb.Json;
import java.util.List;

/// What `/connz` shows.
///
/// @param numConnections · shown here
/// @param total          · there are, on all pages
@Json(naming = Json.Naming.LowerUnderscore)
public record Connz(int numConnections, int total, int offset, int limit, List<ConnectionInfo> connections) {}
