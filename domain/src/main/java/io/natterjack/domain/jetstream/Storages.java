package io.natterjack.domain.jetstream;

import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.ports.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Where the streams of the server are kept.
///
/// @param lasting · what is asked for as `file`: outlives the process. By name; the first is the one that a stream is
///                  kept in unless its metadata names another, as [#STORAGE]
/// @param memory  · what is asked for as `memory`
public record Storages(SequencedMap<String, Storage> lasting, Storage memory) {
    /// Key in the metadata of a stream: the name of the storage that it is kept in. Said when the stream is made, and
    /// for good.
    public static final String STORAGE = "natterjack.storage";

    private static final String MEMORY = "memory";

    /// One of the storages.
    ///
    /// @param name · as the configuration and [#STORAGE] say it
    /// @param type · what it is asked for as
    public record Home(String name, StorageType type, Storage storage) {}

    /// Where a new stream will be kept.
    ///
    /// @throws IllegalArgumentException if there is no storage of the name that it asks for
    public Home homeOf(StreamConfig config) {
        String name = config.metadata().get(STORAGE);
        if (config.storage() == StorageType.MEMORY) {
            if (name != null && !name.equals(MEMORY)) {
                throw new IllegalArgumentException("a stream with storage 'memory' is not kept in '" + name
                        + "': ask for storage 'file', or leave out " + STORAGE);
            }
            return new Home(MEMORY, StorageType.MEMORY, memory);
        }
        String wanted = name == null ? lasting.firstEntry().getKey() : name;
        Storage storage = lasting.get(wanted);
        if (storage == null) {
            throw new IllegalArgumentException("no storage named '" + wanted + "' for " + STORAGE + ": this server has "
                    + String.join(", ", lasting.keySet()));
        }
        return new Home(wanted, StorageType.FILE, storage);
    }

    /// What an existing stream will be. It stays where it is: a client that leaves the key out does not mean to
    /// move it.
    ///
    /// @throws IllegalArgumentException if the stream shall be kept elsewhere
    static StreamConfig staying(Home home, StreamConfig current, StreamConfig changed) {
        String name = changed.metadata().get(STORAGE);
        if (name == null && current.metadata().containsKey(STORAGE)) {
            Map<String, String> metadata = new HashMap<>(changed.metadata());
            metadata.put(STORAGE, home.name());
            return changed.withMetadata(metadata);
        }
        if (name != null && !name.equals(home.name())) {
            throw new IllegalArgumentException("stream configuration update can not change " + STORAGE
                    + ": the stream is kept in '" + home.name() + "', and 'nats-server migrate' moves it");
        }
        return changed;
    }

    /// Every storage; the first is the one that is used unless another is asked for.
    public List<Home> all() {
        List<Home> all = new ArrayList<>();
        lasting.forEach((name, storage) -> all.add(new Home(name, StorageType.FILE, storage)));
        all.add(new Home(MEMORY, StorageType.MEMORY, memory));
        return all;
    }
}
