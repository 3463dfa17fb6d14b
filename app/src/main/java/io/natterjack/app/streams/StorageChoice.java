package io.natterjack.app.streams;

import io.natterjack.domain.settings.JetStreamSettings.Store;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageAwayException;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageProvider;
import io.natterjack.ports.storage.StorageSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Finds the storages that the operator has named.
public final class StorageChoice {
    private StorageChoice() {}

    /// Opens all that the operator has named. One that is away is waited for, unless it is the one that is used when
    /// no other is asked for: without that a server has nothing to say about streams.
    ///
    /// @return by name; the first is the one that is used unless another is asked for
    /// @throws StorageException if one of them is not known or cannot be opened; none is open then
    static SequencedMap<String, Storage> openAll(
            Store store, String serverName, Iterable<StorageProvider> providers, ServerLog log) {
        SequencedMap<String, Storage> open = new LinkedHashMap<>();
        try {
            open.put(store.name(), open(store, store.name(), serverName, providers, log));
            for (String name : new TreeSet<>(store.others().keySet())) {
                open.put(name, openOrAwait(store, name, serverName, providers, log));
            }
            return open;
        } catch (StorageException failure) {
            open.values().forEach(Storage::close);
            throw failure;
        }
    }

    private static Storage openOrAwait(
            Store store, String name, String serverName, Iterable<StorageProvider> providers, ServerLog log) {
        Supplier<Storage> opening = () -> open(store, name, serverName, providers, log);
        try {
            return opening.get();
        } catch (StorageAwayException away) {
            return new LateStorage(name, opening, away, log);
        }
    }

    /// Opens one of them.
    ///
    /// @param name · empty for the one that is used unless another is asked for
    /// @throws StorageException if there is none of the name, or it cannot be opened
    public static Storage open(
            Store store, String name, String serverName, Iterable<StorageProvider> providers, ServerLog log) {
        boolean first = name.isEmpty() || name.equals(store.name());
        Map<String, String> options = first ? store.options() : store.others().getOrDefault(name, Map.of());
        StorageProvider provider = byName(first ? store.name() : name, providers);
        return provider.open(new StorageSettings(
                serverName, folder(store, provider.name()), store.syncIntervalNanos(), options, log));
    }

    /// Files lie where those of the reference do; every other storage has a folder of its own beside them.
    private static Path folder(Store store, String name) {
        Path files = Path.of(store.directory());
        return name.equals(Store.FILE) ? files : files.resolveSibling(name);
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
