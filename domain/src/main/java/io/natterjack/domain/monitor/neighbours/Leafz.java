package io.natterjack.domain.monitor.neighbours;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;

/// What `/leafz` shows: the leaf nodes.
@Json(naming = Json.Naming.LowerUnderscore)
public record Leafz(int leafnodes, List<Map<String, String>> leafs) {}
