package io.natterjack.domain.memory;

import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Streams in memory, which is what `storage: memory` means. They are gone when the storage is closed.
///
/// How much may be kept is decided by limits. They know nothing of the machine, so somebody who does is asked as well.
public final class MemoryStorage implements Storage {
    private final Map<StreamKey, KeptStream> streams = new ConcurrentHashMap<>();
    private final BooleanSupplier full;
    private volatile boolean closed;

    /// With room for everything.
    public MemoryStorage() {
        this(() -> false);
    }

    /// @param full · whether there is no memory for more messages. Asked by the owners of streams, from time to time
    public MemoryStorage(BooleanSupplier full) {
        this.full = full;
    }

    @Override
    public List<StreamKey> streams() {
        return List.copyOf(streams.keySet());
    }

    @Override
    public byte[] definition(StreamKey key) {
        return kept(key).definition().clone();
    }

    private KeptStream kept(StreamKey key) {
        KeptStream kept = streams.get(key);
        if (kept == null) {
            throw new StorageException("there is no stream " + key);
        }
        return kept;
    }

    @Override
    public StoredStream create(StreamKey key, StreamOptions options, byte[] definition, StorageListener listener) {
        checkOpen();
        KeptStream kept = new KeptStream(key, options.firstSequence(), definition);
        if (streams.putIfAbsent(key, kept) != null) {
            throw new StorageException("there is a stream " + key + " already");
        }
        return new MemoryStream(kept, full, listener);
    }

    @Override
    public StoredStream open(StreamKey key, Durability durability, StorageListener listener) {
        checkOpen();
        return new MemoryStream(kept(key), full, listener);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the memory storage is closed");
        }
    }

    @Override
    public void delete(StreamKey key) {
        KeptStream kept = streams.get(key);
        if (kept != null) {
            kept.checkClosed();
            streams.remove(key);
        }
    }

    @Override
    public List<String> problems() {
        return List.of();
    }

    @Override
    public void close() {
        closed = true;
        streams.clear();
    }
}
