package io.natterjack.ports.storage;

import io.natterjack.ports.observe.ServerLog;
import java.nio.file.Path;
import java.util.Map;

/// What the operator has decided about a storage.
///
/// @param serverName        · who is opening it, for locks and messages
/// @param directory         · for what belongs on this machine; need not exist yet
/// @param syncIntervalNanos · how often streams at `Durability#PAGE_CACHE` are made safe; above 0
/// @param options           · what the block of this storage in the configuration says, by key; nested keys are joined
///                            by dots, lists by commas
/// @param log               · for operators
public record StorageSettings(
        String serverName, Path directory, long syncIntervalNanos, Map<String, String> options, ServerLog log) {
    public StorageSettings {
        options = Map.copyOf(options);
    }
}
