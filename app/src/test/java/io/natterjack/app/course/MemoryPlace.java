package io.natterjack.app.course;

import io.natterjack.domain.memory.MemoryStorage;
import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import io.natterjack.ports.storage.Storage;

/// Streams in memory, which outlive the broker that uses them.
final class MemoryPlace implements StoragePlace {
    private final MemoryStorage storage = new MemoryStorage();

    @Override
    public Storage open() {
        return storage;
    }

    @Override
    public void close() {
        // nothing is left
    }
}
