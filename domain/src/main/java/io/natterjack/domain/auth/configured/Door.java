package io.natterjack.domain.auth.configured;

import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.AuthorizationSettings.ListenerAuthorization;
import io.natterjack.domain.settings.UserSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one listener asks for, beside the users everybody shares.
///
/// @param token            · null for none
/// @param user             · the one user; null for none
/// @param password         · of the one user
/// @param noAuthUser       · name or nkey of the user that clients without credentials become; null for none
/// @param mapsCertificates · the client certificate says who the user is
record Door(
        @Nullable String token,
        @Nullable String user,
        String password,
        @Nullable String noAuthUser,
        boolean mapsCertificates) {
    static Door server(AuthorizationSettings settings) {
        UserSettings single = settings.single();
        return new Door(
                settings.token(),
                single == null ? null : single.name(),
                single == null ? "" : Objects.requireNonNullElse(single.password(), ""),
                settings.noAuthUser(),
                settings.mapCertificates());
    }

    /// The WebSocket listener asks for what the server asks for, unless it has something of its own to ask for.
    static Door webSocket(AuthorizationSettings settings) {
        ListenerAuthorization own = overriding(settings);
        Door server = server(settings);
        boolean maps = settings.webSocket() != null && settings.webSocket().mapCertificates();
        return own == null
                ? new Door(server.token, server.user, server.password, server.noAuthUser, maps)
                : new Door(
                        own.token(),
                        own.user(),
                        Objects.requireNonNullElse(own.password(), ""),
                        own.noAuthUser(),
                        maps);
    }

    static @Nullable ListenerAuthorization overriding(AuthorizationSettings settings) {
        ListenerAuthorization own = settings.webSocket();
        return own != null && (own.user() != null || own.token() != null || own.noAuthUser() != null) ? own : null;
    }

    boolean asks() {
        return token != null || user != null;
    }
}
