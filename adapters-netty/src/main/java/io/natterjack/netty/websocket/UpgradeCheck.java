package io.natterjack.netty.websocket;

import io.natterjack.netty.websocket.Upgrade.Accepted;
import io.natterjack.netty.websocket.Upgrade.Framing;
import io.natterjack.netty.websocket.Upgrade.Refused;
import io.natterjack.ports.transport.WebSocketSettings;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Judges requests by RFC 6455, section 4.2.1, point after point, in the order and words of the reference server.
final class UpgradeCheck {
    static final String NO_MASKING = "Nats-No-Masking";

    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private final WebSocketSettings settings;
    private final OriginRule origins;

    UpgradeCheck(WebSocketSettings settings, boolean secure) {
        this.settings = settings;
        this.origins = new OriginRule(settings, secure);
    }

    Upgrade judge(HttpRequest request) {
        Refused refused = refuse(request);
        return refused != null ? refused : accept(request.headers());
    }

    private @Nullable Refused refuse(HttpRequest request) {
        HttpHeaders headers = request.headers();
        String path = path(request.uri());
        if (path.endsWith("/mqtt")) {
            return new Refused(HttpResponseStatus.NOT_FOUND, "mqtt websocket endpoint not enabled");
        }
        if (path.endsWith("/leafnode")) {
            return new Refused(HttpResponseStatus.NOT_FOUND, "leafnode websocket endpoint not enabled");
        }
        if (!request.method().equals(HttpMethod.GET)) {
            return new Refused(HttpResponseStatus.METHOD_NOT_ALLOWED, "request method must be GET");
        }
        if (value(headers, HttpHeaderNames.HOST).isEmpty()) {
            return bad("'Host' missing in request");
        }
        if (!headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
            return bad("invalid value for header 'Upgrade'");
        }
        if (!headers.containsValue(HttpHeaderNames.CONNECTION, "Upgrade", true)) {
            return bad("invalid value for header 'Connection'");
        }
        String key = value(headers, HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (key.isEmpty()) {
            return bad("key missing");
        }
        if (!isKey(key)) {
            return bad("invalid websocket key");
        }
        if (!headers.containsValue(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13", true)) {
            return bad("invalid version");
        }
        String stranger = origins.refuse(headers);
        return stranger == null ? null : new Refused(HttpResponseStatus.FORBIDDEN, "origin not allowed: " + stranger);
    }

    private Accepted accept(HttpHeaders headers) {
        boolean compressed = settings.compression() && offersCompression(headers);
        String forwarded = value(headers, "X-Forwarded-For");
        boolean isAddress = NetUtil.isValidIpV4Address(forwarded) || NetUtil.isValidIpV6Address(forwarded);
        return new Accepted(
                acceptKey(value(headers, HttpHeaderNames.SEC_WEBSOCKET_KEY)),
                Cookies.login(headers, settings.cookies()),
                isAddress ? forwarded : null,
                compressed,
                !value(headers, NO_MASKING).equals("true"),
                framing(value(headers, HttpHeaderNames.USER_AGENT)));
    }

    private static Refused bad(String why) {
        return new Refused(HttpResponseStatus.BAD_REQUEST, why);
    }

    private static Framing framing(String userAgent) {
        if (!userAgent.startsWith("Mozilla/")) {
            return Framing.UNLIMITED;
        }
        return userAgent.contains("Version/") && userAgent.contains("Safari/")
                ? Framing.SMALL_UNLESS_COMPRESSED
                : Framing.SMALL;
    }

    private static boolean offersCompression(HttpHeaders headers) {
        for (String offers : headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)) {
            for (String word : offers.toLowerCase(Locale.ROOT).split("[,;]", -1)) {
                if (word.strip().equals("permessage-deflate")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String acceptKey(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            byte[] text = (key + KEY_SUFFIX).getBytes(StandardCharsets.ISO_8859_1);
            return Base64.getEncoder().encodeToString(digest.digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static String value(HttpHeaders headers, CharSequence name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }
}
