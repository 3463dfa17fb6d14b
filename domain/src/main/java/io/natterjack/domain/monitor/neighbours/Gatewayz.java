package io.natterjack.domain.monitor.neighbours;

import io.avaje.jsonb.Json;
import java.util.Map;

/// What `/gatewayz` shows: the other clusters of a supercluster, by name.
@Json(naming = Json.Naming.LowerUnderscore)
public record Gatewayz(Map<String, String> outboundGateways, Map<String, String> inboundGateways) {}
