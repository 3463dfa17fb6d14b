package io.natterjack.domain.jetstream;

import static java.util.Objects.requireNonNull;

import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.ports.storage.Storage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Where the streams of the server are kept.
///
/// @param lasting · what is asked for as `file`: outlives the process. By name; the first is the one that a stream is
///                  kept in unless its metadata names another, as [#STORAGE]
/// @param memory  · what is asked for as `memory`
public record Storages(SequencedMap<String, Storage> lasting, Storage memory) {
    /// Key in the metadata of a stream: the name of the storage that it is kept in.
    public static final String STORAGE = "natterjack.storage";

    /// @throws IllegalArgumentException if there is no storage of the name
    public Storage of(StreamConfig config) {
        if (config.storage() == StorageType.MEMORY) {
            return memory;
        }
        String name = config.metadata().get(STORAGE);
        if (name == null) {
            return requireNonNull(lasting.firstEntry()).getValue();
        }
        Storage storage = lasting.get(name);
        if (storage == null) {
            throw new IllegalArgumentException(
                    "no storage named '" + name + "': there are " + String.join(", ", lasting.keySet()));
        }
        return storage;
    }

    /// Every storage, with what it is asked for as.
    public Map<Storage, StorageType> all() {
        Map<Storage, StorageType> all = new LinkedHashMap<>();
        lasting.values().forEach(storage -> all.put(storage, StorageType.FILE));
        all.put(memory, StorageType.MEMORY);
        return all;
    }
}
