package io.natterjack.app.streams;

import io.natterjack.domain.settings.JetStreamSettings.Store;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageProvider;
import io.natterjack.ports.storage.StorageSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Finds the storage that the operator has named.
public final class StorageChoice {
    private StorageChoice() {}

    /// Opens it.
    ///
    /// @throws StorageException if there is none of the name, or it cannot be opened
    public static Storage open(Store store, String serverName, Iterable<StorageProvider> providers, ServerLog log) {
        return byName(store.name(), providers)
                .open(new StorageSettings(
                        serverName, Path.of(store.directory()), store.syncIntervalNanos(), store.options(), log));
    }

    /// @throws StorageException if there is none of the name; the text lists those that there are
    static StorageProvider byName(String name, Iterable<StorageProvider> providers) {
        Map<String, StorageProvider> found = new TreeMap<>();
        providers.forEach(provider -> found.put(provider.name(), provider));
        StorageProvider provider = found.get(name);
        if (provider == null) {
            throw new StorageException("unknown storage '" + name + "': choose one of "
                    + String.join(", ", found.keySet())
                    + ", or put a jar with a storage of that name into the plugins folder");
        }
        return provider;
    }
}
