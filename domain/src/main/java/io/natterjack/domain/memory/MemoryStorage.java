package io.natterjack.domain.memory;

import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Streams in memory, which is what `storage: memory` means. They are gone when the storage is closed.
///
/// How much may be kept is decided by limits, not here, so there is always room.
public final class MemoryStorage implements Storage {
    private final Map<StreamKey, KeptStream> streams = new ConcurrentHashMap<>();
    private volatile boolean closed;

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
        return new MemoryStream(kept, listener);
    }

    @Override
    public StoredStream open(StreamKey key, StorageListener listener) {
        checkOpen();
        return new MemoryStream(kept(key), listener);
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
