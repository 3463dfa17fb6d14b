package io.natterjack.ports.contract.storage.strict;

import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.List;

/// A storage that takes its callers at their word, in front of another that does the work.
///
/// Some rules of the ports a forgiving storage never enforces: bytes in a window are good until the next call, one
/// thread at a time, nothing but appends within a unit, no writing while subjects are shown, nothing after closing.
/// Here bytes are spoilt as soon as they may be, and whoever breaks another rule gets an [AssertionError]. Tests of
/// whatever uses a storage use this one.
///
/// @param storage · does the work
public record StrictStorage(Storage storage) implements Storage {
    @Override
    public List<StreamKey> streams() {
        return storage.streams();
    }

    @Override
    public byte[] definition(StreamKey key) {
        return storage.definition(key);
    }

    @Override
    public StoredStream create(StreamKey key, StreamOptions options, byte[] definition, StorageListener listener) {
        return new StrictStream(storage.create(key, options, definition, listener), new Guard(key));
    }

    @Override
    public StoredStream open(StreamKey key, Durability durability, StorageListener listener) {
        return new StrictStream(storage.open(key, durability, listener), new Guard(key));
    }

    @Override
    public void delete(StreamKey key) {
        storage.delete(key);
    }

    @Override
    public List<String> problems() {
        return storage.problems();
    }

    @Override
    public void close() {
        storage.close();
    }
}
