package io.natterjack.domain.settings;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One user: either a name with a password, or an nkey.
///
/// @param name            · null for an nkey user
/// @param password        · plain or bcrypt; null for an nkey user, and for a user known by certificate alone
/// @param nkey            · public user key, `U` and 55 more characters; null for a named user
/// @param permissions     · null for no restriction
/// @param connectionTypes · upper-case names such as `STANDARD`; empty allows all
/// @param proxyRequired   · may only come through a trusted proxy
public record UserSettings(
        @Nullable String name,
        @Nullable String password,
        @Nullable String nkey,
        @Nullable PermissionSettings permissions,
        Set<String> connectionTypes,
        boolean proxyRequired) {
    public UserSettings {
        connectionTypes = Set.copyOf(connectionTypes);
    }
}
