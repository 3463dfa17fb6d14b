package io.natterjack.filestore;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A disk in memory, under a server that is killed.
final class FaultyPlace implements StoragePlace {
    private static final Sizes SMALL = new Sizes(1 << 14, 1 << 15, 0, 1 << 16);

    private final FaultyDisk disk = new FaultyDisk(1);
    private final Map<String, String> options;
    private @Nullable Crew crew;

    FaultyPlace(Map<String, String> options) {
        this.options = options;
    }

    @Override
    public Storage open() {
        Crew fresh = new Crew();
        crew = fresh;
        StorageSettings settings =
                new StorageSettings("test", Path.of("/store"), TimeUnit.MINUTES.toNanos(2), options, new RecordedLog());
        return FileStorage.open(settings, disk, fresh, SMALL);
    }

    @Override
    public void crash() {
        disk.endProcess();
        Crew left = crew;
        if (left != null) {
            left.close();
        }
    }

    @Override
    public void close() {
        // The disk is in memory.
    }
}
