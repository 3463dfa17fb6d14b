package io.natterjack.domain.monitor.varz;

import static io.natterjack.domain.monitor.text.PageValues.orNull;

import io.avaje.jsonb.Json;
import io.natterjack.domain.monitor.text.PageValues;
import io.natterjack.domain.settings.MonitorSettings.WebSocketDoor;
import io.natterjack.domain.text.GoTime;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The door for WebSocket clients. Fields are null where there is nothing to say.
///
/// @param handshakeTimeout · nanoseconds
/// @param authTimeout      · seconds
@Json(naming = Json.Naming.LowerUnderscore)
public record WebSocketSection(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String advertise,
        @Nullable String noAuthUser,
        @Nullable String jwtCookie,
        @Nullable Long handshakeTimeout,
        @Nullable BigDecimal authTimeout,
        @Nullable Boolean noTls,
        @Nullable Boolean tlsMap,
        @Nullable List<String> tlsPinnedCerts,
        @Nullable Boolean sameOrigin,
        @Nullable List<String> allowedOrigins,
        @Nullable Boolean compression,
        @Nullable String tlsCertNotAfter) {
    static final WebSocketSection NONE =
            new WebSocketSection(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    static WebSocketSection of(WebSocketDoor door) {
        return new WebSocketSection(
                door.address().host(),
                door.address().port(),
                orNull(door.advertise()),
                orNull(door.noAuthUser()),
                orNull(door.jwtCookie()),
                orNull(door.handshakeTimeoutNanos()),
                door.authTimeoutSeconds() == 0 ? null : PageValues.number(door.authTimeoutSeconds()),
                orNull(door.noTls()),
                orNull(door.tlsMap()),
                door.pinnedCertificates().isEmpty() ? null : door.pinnedCertificates(),
                orNull(door.sameOrigin()),
                door.allowedOrigins().isEmpty() ? null : door.allowedOrigins(),
                orNull(door.compression()),
                door.certificateExpiry() == null ? null : GoTime.text(door.certificateExpiry()));
    }
}
