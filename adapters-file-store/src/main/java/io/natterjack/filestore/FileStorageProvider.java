package io.natterjack.filestore;

import io.natterjack.filestore.disk.RealDisk;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageProvider;
import io.natterjack.ports.storage.StorageSettings;
import java.util.Set;
import java.util.TreeSet;

/// Streams in files of this machine: `file`.
public final class FileStorageProvider implements StorageProvider {
    private static final Set<String> OPTIONS = Set.of();

    @Override
    public String name() {
        return "file";
    }

    @Override
    public Storage open(StorageSettings settings) {
        Set<String> unknown = new TreeSet<>(settings.options().keySet());
        unknown.removeAll(OPTIONS);
        if (!unknown.isEmpty()) {
            throw new StorageException("the file storage has no setting " + String.join(", ", unknown));
        }
        Crew crew = new Crew();
        try {
            return FileStorage.open(settings, new RealDisk(), crew, Sizes.DEFAULT);
        } catch (RuntimeException failure) {
            crew.close();
            throw failure;
        }
    }
}
