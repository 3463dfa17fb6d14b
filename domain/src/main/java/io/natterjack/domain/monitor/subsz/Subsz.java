package io.natterjack.domain.monitor.subsz;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `/subsz` shows behind the figures of the tables.
///
/// @param total             · subscriptions that were asked for; 0 if nobody asked
/// @param subscriptionsList · null if there is nothing to show
@Json(naming = Json.Naming.LowerUnderscore)
public record Subsz(
        int total, int offset, int limit, @Nullable List<SubscriptionDetail> subscriptionsList) {}
