package io.natterjack.filestore;

import io.natterjack.ports.contract.storage.StorageKit;
import io.natterjack.ports.contract.storage.fixture.StorageCapability;
import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import java.util.Map;
import java.util.Set;

/// The storage under a server that is killed, with its threads.
final class FaultyStorageTest implements StorageKit {
    @Override
    public StoragePlace place() {
        return new FaultyPlace(Map.of());
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return Set.of(StorageCapability.PERSISTENT, StorageCapability.ERASES, StorageCapability.CRASHES);
    }
}
