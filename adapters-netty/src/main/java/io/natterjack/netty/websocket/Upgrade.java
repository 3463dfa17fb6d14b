package io.natterjack.netty.websocket;

import io.natterjack.ports.session.WebLogin;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/// What becomes of a request for a WebSocket.
public sealed interface Upgrade {
    /// @param acceptKey         · answer to the client's challenge
    /// @param login             · credentials from cookies
    /// @param forwardedHost     · numeric address that a proxy has announced; null for none
    /// @param compressed        · permessage-deflate was agreed upon
    /// @param masked            · the client masks its frames
    /// @param framing           · how the client wants to receive
    record Accepted(
            String acceptKey,
            WebLogin login,
            @Nullable String forwardedHost,
            boolean compressed,
            boolean masked,
            Framing framing)
            implements Upgrade {}

    /// @param status · of the HTTP response
    /// @param why    · for the log
    record Refused(HttpResponseStatus status, String why) implements Upgrade {}

    /// How large frames may be.
    enum Framing {
        /// As large as they come.
        UNLIMITED,
        /// Browsers handle small frames better.
        SMALL,
        /// Small, but Safari does not understand compressed messages in several frames.
        SMALL_UNLESS_COMPRESSED
    }
}
