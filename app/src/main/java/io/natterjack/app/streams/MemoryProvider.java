package io.natterjack.app.streams;

import io.natterjack.domain.memory.MemoryStorage;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageProvider;
import io.natterjack.ports.storage.StorageSettings;

/// Keeps in memory what is asked for as `file`, for servers that leave nothing behind.
public final class MemoryProvider implements StorageProvider {
    /// What the configuration calls it.
    public static final String NAME = "memory";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Storage open(StorageSettings settings) {
        if (!settings.options().isEmpty()) {
            throw new StorageException("the storage '" + NAME + "' has no options: remove "
                    + String.join(", ", settings.options().keySet()));
        }
        return new MemoryStorage(new HeapRoom());
    }
}
