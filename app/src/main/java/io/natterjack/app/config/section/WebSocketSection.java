package io.natterjack.app.config.section;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.ListenAddress;
import io.natterjack.app.config.entry.Section;
import io.natterjack.app.config.options.WebSocketOptions;
import io.natterjack.app.config.security.AuthorizationBlock;
import io.natterjack.app.config.security.StringList;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.tls.TlsBlock;
import io.natterjack.app.config.tls.TlsReader;
import io.natterjack.domain.settings.AuthorizationSettings.ListenerAuthorization;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.ports.transport.WebSocketSettings;
import io.natterjack.ports.transport.WebSocketSettings.CookieNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a `websocket` block.
final class WebSocketSection implements Section {
    private static final String DEFAULT_HOST = "0.0.0.0";
    private static final long DEFAULT_HANDSHAKE_NANOS = 2 * GoDuration.SECOND_NANOS;

    private final Map<String, String> headers = new LinkedHashMap<>();
    private String host = "";
    private int port;
    private String advertise = "";
    private boolean noTls;
    private @Nullable TlsBlock tls;
    private boolean sameOrigin;
    private List<String> allowedOrigins = List.of();
    private long handshakeTimeoutNanos;
    private boolean compression;
    private @Nullable AuthorizationBlock authorization;
    private String noAuthUser = "";
    private String jwtCookie = "";
    private String userCookie = "";
    private String passCookie = "";
    private String tokenCookie = "";
    private long pingIntervalNanos;

    @Override
    public boolean accept(Entry entry) {
        if (!entry.name().equals("websocket") && !entry.name().equals("ws")) {
            return false;
        }
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("Expected websocket to be a map, got " + entry.typeName());
        }
        entry.each(this::key);
        return true;
    }

    private void key(Entry entry) {
        switch (entry.name()) {
            case "listen" -> {
                ListenAddress address = ListenAddress.of(entry);
                host = address.host();
                port = address.port();
            }
            case "port" -> port = entry.number();
            case "host", "net" -> host = entry.text();
            case "advertise" -> advertise = entry.text();
            case "no_tls" -> noTls = entry.truth();
            case "tls" -> tls = TlsReader.read(entry);
            case "same_origin" -> sameOrigin = entry.truth();
            case "allowed_origins", "allowed_origin", "allow_origins", "allow_origin", "origins", "origin" ->
                allowedOrigins = StringList.read(entry, "allowed origins");
            case "handshake_timeout" -> handshakeTimeoutNanos = handshakeTimeout(entry);
            case "compress", "compression" -> compression = entry.truth();
            case "authorization", "authentication" -> authorization = AuthorizationBlock.readSimple(entry);
            case "no_auth_user" -> noAuthUser = entry.text();
            case "jwt_cookie" -> jwtCookie = entry.text();
            case "user_cookie" -> userCookie = entry.text();
            case "pass_cookie" -> passCookie = entry.text();
            case "token_cookie" -> tokenCookie = entry.text();
            case "headers" -> headers(entry);
            case "ping_interval" -> pingIntervalNanos = entry.durationNanos("ping_interval");
            default -> entry.unknown();
        }
    }

    private static long handshakeTimeout(Entry entry) {
        return switch (entry.value()) {
            case Value.Whole whole -> whole.number() * GoDuration.SECOND_NANOS;
            case Value.Text text -> {
                try {
                    yield GoDuration.parse(text.text());
                } catch (IllegalArgumentException e) {
                    throw entry.bad(String.valueOf(e.getMessage()));
                }
            }
            default -> throw entry.bad("error parsing handshake timeout: unsupported type " + entry.typeName());
        };
    }

    private void headers(Entry entry) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("error parsing headers: unsupported type " + entry.typeName());
        }
        entry.each(header -> {
            if (!(header.value() instanceof Value.Text text)) {
                throw header.bad(
                        "error parsing header key " + header.key() + ": unsupported type " + header.typeName());
            }
            headers.put(header.key(), text.text());
        });
    }

    /// @param payloadBytesMax · longest message of a client
    /// @return null if there is no listener
    @Nullable
    WebSocketOptions options(int payloadBytesMax) {
        if (port == 0) {
            return null;
        }
        WebSocketSettings settings = new WebSocketSettings(
                sameOrigin,
                allowedOrigins,
                compression,
                handshakeTimeoutNanos == 0 ? DEFAULT_HANDSHAKE_NANOS : handshakeTimeoutNanos,
                payloadBytesMax,
                new CookieNames(jwtCookie, userCookie, passCookie, tokenCookie),
                headers);
        return new WebSocketOptions(
                host.isEmpty() ? DEFAULT_HOST : host,
                port,
                advertise.isEmpty() ? null : advertise,
                noTls,
                tls == null || noTls ? null : tls.settings(false),
                pingIntervalNanos,
                settings);
    }

    /// @return null if clients are asked for the same as others
    @Nullable
    ListenerAuthorization authorization() {
        AuthorizationBlock block = authorization;
        boolean maps = tls != null && !noTls && tls.map();
        if (port == 0 || (block == null && noAuthUser.isEmpty() && !maps)) {
            return null;
        }
        return new ListenerAuthorization(
                block == null || block.user().isEmpty() ? null : block.user(),
                block == null || block.password().isEmpty() ? null : block.password(),
                block == null || block.token().isEmpty() ? null : block.token(),
                noAuthUser.isEmpty() ? null : noAuthUser,
                block == null ? 0 : (long) (block.timeoutSeconds() * 1e9),
                maps);
    }
}
