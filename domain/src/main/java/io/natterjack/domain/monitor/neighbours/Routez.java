package io.natterjack.domain.monitor.neighbours;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;

/// What `/routez` shows: the servers of the same cluster.
@Json(naming = Json.Naming.LowerUnderscore)
public record Routez(String serverId, String serverName, String now, int numRoutes, List<Map<String, String>> routes) {}
