package io.natterjack.filestore;

import io.natterjack.ports.contract.storage.StorageKit;
import io.natterjack.ports.contract.storage.fixture.StorageCapability;
import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import java.util.Map;
import java.util.Set;

/// The storage with a key, under a server that is killed.
final class EncryptedStorageTest implements StorageKit {
    @Override
    public StoragePlace place() {
        return new FaultyPlace(Map.of("cipher", "aes", "key", "toad in the hole"));
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return Set.of(StorageCapability.PERSISTENT, StorageCapability.ERASES, StorageCapability.CRASHES);
    }

    @Override
    public int seeds() {
        return 20;
    }
}
