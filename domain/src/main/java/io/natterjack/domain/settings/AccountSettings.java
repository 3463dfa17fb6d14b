package io.natterjack.domain.settings;

import java.util.List;

/// One account.
///
/// @param name             · unique on the server
/// @param users            · may be empty
/// @param mappings         · in the order of the configuration file
/// @param connectionsMax   · clients at a time; -1 for any number
/// @param subscriptionsMax · at a time; -1 for any number
/// @param payloadBytesMax  · longest message; -1 for the server's limit
/// @param leafNodesMax     · at a time; -1 for any number
public record AccountSettings(
        String name,
        List<UserSettings> users,
        List<MappingSettings> mappings,
        int connectionsMax,
        int subscriptionsMax,
        int payloadBytesMax,
        int leafNodesMax) {
    public AccountSettings {
        users = List.copyOf(users);
        mappings = List.copyOf(mappings);
    }

    /// An account without limits.
    public AccountSettings(String name, List<UserSettings> users, List<MappingSettings> mappings) {
        this(name, users, mappings, -1, -1, -1, -1);
    }
}
