package io.natterjack.netty.websocket;

import io.natterjack.ports.transport.WebSocketSettings;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether the page that asks for a WebSocket may have one. Clients that are no browsers send no origin, and may.
final class OriginRule {
    /// An origin in its comparable form.
    private record Origin(String scheme, String host, int port) {
        static Origin parse(String text) throws URISyntaxException {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            if (scheme == null || uri.getRawAuthority() == null) {
                throw new URISyntaxException(text, "invalid URI for request");
            }
            return of(scheme.toLowerCase(Locale.ROOT), uri.getRawAuthority());
        }

        static Origin of(String scheme, String hostAndPort) throws URISyntaxException {
            URI uri = new URI(scheme + "://" + hostAndPort);
            String host = uri.getHost() == null ? hostAndPort : uri.getHost();
            int standardPort = scheme.equals("https") ? 443 : 80;
            return new Origin(scheme, host.toLowerCase(Locale.ROOT), uri.getPort() < 0 ? standardPort : uri.getPort());
        }
    }

    private final boolean sameOrigin;
    private final List<String> allowed;
    private final boolean secure;

    OriginRule(WebSocketSettings settings, boolean secure) {
        this.sameOrigin = settings.sameOrigin();
        this.allowed = settings.allowedOrigins();
        this.secure = secure;
    }

    /// @return why the origin is refused; null if it is not
    @Nullable
    String refuse(HttpHeaders headers) {
        if (!sameOrigin && allowed.isEmpty()) {
            return null;
        }
        String text = headers.get(HttpHeaderNames.ORIGIN, headers.get(HttpHeaderNames.SEC_WEBSOCKET_ORIGIN, ""));
        if (text.isEmpty()) {
            return null;
        }
        try {
            Origin origin = Origin.parse(text);
            String host = headers.get(HttpHeaderNames.HOST, "");
            if (sameOrigin && !origin.equals(Origin.of(secure ? "https" : "http", host))) {
                return "not same origin";
            }
            return isAllowed(origin) ? null : "not in the allowed list";
        } catch (URISyntaxException malformed) {
            return malformed.getMessage();
        }
    }

    private boolean isAllowed(Origin origin) throws URISyntaxException {
        if (allowed.isEmpty()) {
            return true;
        }
        for (String one : allowed) {
            if (Origin.parse(one).equals(origin)) {
                return true;
            }
        }
        return false;
    }
}
