package io.natterjack.ports.transport;

import java.util.List;
import java.util.Map;

/// How a listener treats WebSocket clients.
///
/// @param sameOrigin            · the Origin header must name the host of the request
/// @param allowedOrigins        · accepted Origin headers; empty accepts all
/// @param compression           · negotiate permessage-deflate
/// @param handshakeTimeoutNanos · a request that takes longer ends the connection
/// @param frameBytesMax         · longest message accepted, after decompression
/// @param cookies               · names of the cookies that carry credentials
/// @param headers               · added to the response
public record WebSocketSettings(
        boolean sameOrigin,
        List<String> allowedOrigins,
        boolean compression,
        long handshakeTimeoutNanos,
        int frameBytesMax,
        CookieNames cookies,
        Map<String, String> headers) {
    public WebSocketSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        headers = Map.copyOf(headers);
    }

    /// Names of cookies; empty where none is used.
    public record CookieNames(String jwt, String user, String password, String token) {}
}
