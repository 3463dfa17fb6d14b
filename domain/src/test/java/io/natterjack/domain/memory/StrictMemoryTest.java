package io.natterjack.domain.memory;

import io.natterjack.ports.contract.storage.StorageKit;
import io.natterjack.ports.contract.storage.fixture.StorageCapability;
import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import io.natterjack.ports.contract.storage.strict.StrictStorage;
import io.natterjack.ports.storage.Storage;
import java.util.Set;

/// The kit keeps the rules that it checks, and being strict changes nothing else.
final class StrictMemoryTest implements StorageKit {
    @Override
    public StoragePlace place() {
        return new StoragePlace() {
            @Override
            public Storage open() {
                return new StrictStorage(new MemoryStorage());
            }

            @Override
            public void close() {
                // Nothing is left of memory.
            }
        };
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return Set.of();
    }

    @Override
    public int seeds() {
        return 20;
    }
}
