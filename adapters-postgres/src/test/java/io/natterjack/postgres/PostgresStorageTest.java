package io.natterjack.postgres;

import io.natterjack.ports.contract.storage.StorageKit;
import io.natterjack.ports.contract.storage.fixture.StorageCapability;
import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import java.util.Set;

/// The contract that every storage keeps.
final class PostgresStorageTest implements StorageKit {
    @Override
    public StoragePlace place() {
        return new SchemaPlace();
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return SchemaPlace.CAPABILITIES;
    }

    @Override
    public int seeds() {
        return Integer.getInteger("natterjack.storage.seeds", 60);
    }
}
