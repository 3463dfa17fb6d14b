package io.natterjack.app.config.security;

import io.natterjack.app.config.entry.BadValue;
import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.unbuilt.Unbuilt;
import io.natterjack.domain.auth.nkey.NkeyKind;
import io.natterjack.domain.auth.nkey.PublicNkey;
import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.domain.text.GoQuoted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads an array of users, one after the other.
final class UsersReader {
    private static final Set<String> CONNECTION_TYPES =
            Set.of("STANDARD", "WEBSOCKET", "LEAFNODE", "LEAFNODE_WS", "MQTT", "MQTT_WS", "IN_PROCESS");

    private String name = "";
    private String password = "";
    private String nkey = "";
    private @Nullable PermissionSettings permissions;
    private Set<String> connectionTypes = Set.of();
    private boolean proxyRequired;
    private Entry last;

    private UsersReader(Entry user) {
        last = user;
    }

    /// @throws BadValue if the value is no array, or at the first user that is none
    static List<UserSettings> read(Entry users) {
        if (!(users.value() instanceof Value.Sequence)) {
            throw users.bad(
                    "Expected users field to be an array, got " + users.value().shown());
        }
        List<UserSettings> all = new ArrayList<>();
        for (Entry user : users.items()) {
            if (user.value() instanceof Block) {
                UsersReader reader = new UsersReader(user);
                int errors = user.findings().errorCount();
                user.each(reader::key);
                if (user.findings().errorCount() == errors) {
                    all.add(reader.user());
                }
            } else {
                user.error("Expected user entry to be a map/struct, got "
                        + user.value().shown());
            }
        }
        return all;
    }

    /// Users without permissions of their own get these.
    static List<UserSettings> withDefault(List<UserSettings> users, @Nullable PermissionSettings permissions) {
        if (permissions == null) {
            return users;
        }
        return users.stream()
                .map(user -> user.permissions() != null
                        ? user
                        : new UserSettings(
                                user.name(),
                                user.password(),
                                user.nkey(),
                                permissions,
                                user.connectionTypes(),
                                user.proxyRequired()))
                .toList();
    }

    private void key(Entry entry) {
        last = entry;
        switch (entry.name()) {
            case "nkey" -> nkey = entry.text();
            case "user", "username" -> name = entry.text();
            case "pass", "password" -> password = entry.text();
            case "permission", "permissions", "authorization" -> permissions = PermissionsReader.read(entry);
            case "allowed_connection_types", "connection_types", "clients" -> connectionTypes = connectionTypes(entry);
            case "proxy_required" -> {
                proxyRequired = entry.truth();
                if (proxyRequired) {
                    Unbuilt.meet("users.proxy_required", entry);
                }
            }
            default -> entry.unknown();
        }
    }

    private UserSettings user() {
        if (nkey.isEmpty()) {
            if (name.isEmpty()) {
                throw last.bad("User entry requires a user");
            }
            return new UserSettings(name, password, null, permissions, connectionTypes, proxyRequired);
        }
        PublicNkey key = PublicNkey.parse(nkey);
        if (key == null || key.kind() != NkeyKind.USER) {
            throw last.bad("Not a valid public nkey for a user");
        }
        if (!name.isEmpty() || !password.isEmpty()) {
            throw last.bad("Nkey users do not take usernames or passwords");
        }
        return new UserSettings(null, null, nkey, permissions, connectionTypes, proxyRequired);
    }

    private static Set<String> connectionTypes(Entry entry) {
        Set<String> types = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String text : StringList.read(entry, "allowed connection types")) {
            String type = text.toUpperCase(Locale.ROOT);
            if (CONNECTION_TYPES.contains(type)) {
                types.add(type);
            } else {
                unknown.add(type);
            }
        }
        if (!unknown.isEmpty()) {
            entry.error("invalid connection types " + GoQuoted.list(unknown));
        }
        return types;
    }
}
