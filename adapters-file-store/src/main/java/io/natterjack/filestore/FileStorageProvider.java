package io.natterjack.filestore;

import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.RealDisk;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageProvider;
import io.natterjack.ports.storage.StorageSettings;

/// Streams in files of this machine: `file`.
public final class FileStorageProvider implements StorageProvider {
    private final Disk disk;

    public FileStorageProvider() {
        this(new RealDisk());
    }

    /// @param disk · to be used in place of this machine's, such as one that fails when a test wants it to
    public FileStorageProvider(Disk disk) {
        this.disk = disk;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public Storage open(StorageSettings settings) {
        Crew crew = new Crew();
        try {
            return FileStorage.open(settings, disk, crew, Sizes.DEFAULT);
        } catch (RuntimeException failure) {
            crew.close();
            throw failure;
        }
    }
}
