package io.natterjack.domain.monitor.varz;

import static io.natterjack.domain.monitor.text.PageValues.orNull;

import io.avaje.jsonb.Json;
import io.natterjack.domain.monitor.text.PageValues;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.settings.MonitorSettings;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What clients may cost, and where this page is.
///
/// @param maxSubscriptions · null for any number
/// @param pingInterval     · nanoseconds
/// @param authTimeout      · seconds
@Json(naming = Json.Naming.LowerUnderscore)
public record LimitsSection(
        int maxConnections,
        @Nullable Long maxSubscriptions,
        long pingInterval,
        int pingMax,
        String httpHost,
        int httpPort,
        String httpBasePath,
        int httpsPort,
        BigDecimal authTimeout,
        int maxControlLine,
        int maxPayload,
        long maxPending) {
    static LimitsSection of(Limits limits, MonitorSettings monitor) {
        return new LimitsSection(
                limits.connectionsMax(),
                orNull((long) limits.subscriptionsMax()),
                limits.pingIntervalNanos(),
                limits.pingsOutstandingMax(),
                monitor.http().host(),
                monitor.http().port(),
                monitor.basePath(),
                monitor.httpsPort(),
                PageValues.seconds(limits.authTimeoutNanos()),
                limits.controlLineBytesMax(),
                limits.payloadBytesMax(),
                limits.pendingBytesMax());
    }
}
