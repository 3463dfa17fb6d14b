package io.natterjack.filestore;

import io.natterjack.filestore.sim.FilePlace;
import io.natterjack.ports.contract.storage.StorageKit;
import io.natterjack.ports.contract.storage.fixture.StorageCapability;
import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import java.util.Map;
import java.util.Set;

/// The storage on the disk of this machine, with its threads.
final class FileStorageTest implements StorageKit {
    @Override
    public StoragePlace place() {
        return new FilePlace(Map.of());
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return Set.of(StorageCapability.PERSISTENT, StorageCapability.ERASES, StorageCapability.COMPRESSES);
    }
}
