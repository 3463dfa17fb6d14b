package io.natterjack.app.streams;

import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageProvider;
import java.util.Map;
import java.util.TreeMap;

/// Finds the storage that the operator has named.
final class StorageChoice {
    private StorageChoice() {}

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
