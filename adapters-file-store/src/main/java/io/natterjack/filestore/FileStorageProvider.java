package io.natterjack.filestore;

import io.natterjack.filestore.disk.RealDisk;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageProvider;
import io.natterjack.ports.storage.StorageSettings;

/// Streams in files of this machine: `file`.
public final class FileStorageProvider implements StorageProvider {
    @Override
    public String name() {
        return "file";
    }

    @Override
    public Storage open(StorageSettings settings) {
        Crew crew = new Crew();
        try {
            return FileStorage.open(settings, new RealDisk(), crew, Sizes.DEFAULT);
        } catch (RuntimeException failure) {
            crew.close();
            throw failure;
        }
    }
}
