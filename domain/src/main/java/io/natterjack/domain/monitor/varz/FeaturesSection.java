package io.natterjack.domain.monitor.varz;

import io.avaje.jsonb.Json;
import io.natterjack.domain.monitor.text.PageValues;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.MonitorSettings;
import io.natterjack.domain.settings.MonitorSettings.WebSocketDoor;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The doors to other servers and other kinds of clients. Those that are shut are empty objects, never left out.
///
/// @param jetstream     · an object, written already
/// @param tlsTimeout    · seconds
/// @param writeDeadline · nanoseconds
@Json(naming = Json.Naming.LowerUnderscore)
public record FeaturesSection(
        Cluster cluster,
        Map<String, String> gateway,
        Map<String, String> leaf,
        Map<String, String> mqtt,
        WebSocketSection websocket,
        @Json.Raw String jetstream,
        BigDecimal tlsTimeout,
        long writeDeadline) {
    static FeaturesSection of(BrokerSettings settings, MonitorSettings monitor, String streams) {
        WebSocketDoor web = monitor.webSocket();
        return new FeaturesSection(
                new Cluster(settings.identity().clusterName()),
                Map.of(),
                Map.of(),
                Map.of(),
                web == null ? WebSocketSection.NONE : WebSocketSection.of(web),
                streams,
                PageValues.number(monitor.tlsTimeoutSeconds()),
                settings.limits().writeDeadlineNanos());
    }

    /// @param name · null outside a cluster
    @Json
    public record Cluster(@Nullable String name) {}
}
