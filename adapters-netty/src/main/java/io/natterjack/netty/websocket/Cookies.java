package io.natterjack.netty.websocket;

import io.natterjack.ports.session.WebLogin;
import io.natterjack.ports.transport.WebSocketSettings.CookieNames;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashMap;
import java.util.Map;

/// Finds credentials in `Cookie` headers.
final class Cookies {
    private Cookies() {}

    static WebLogin login(HttpHeaders headers, CookieNames names) {
        Map<String, String> cookies = new HashMap<>();
        for (String line : headers.getAll(HttpHeaderNames.COOKIE)) {
            for (String pair : line.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    cookies.put(
                            pair.substring(0, equals).strip(),
                            unquoted(pair.substring(equals + 1).strip()));
                }
            }
        }
        return new WebLogin(
                value(cookies, names.jwt()),
                value(cookies, names.user()),
                value(cookies, names.password()),
                value(cookies, names.token()));
    }

    private static String value(Map<String, String> cookies, String name) {
        return name.isEmpty() ? "" : cookies.getOrDefault(name, "");
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
