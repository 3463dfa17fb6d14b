package com.example.snapshot;

import static io.natterjack.ports.contract.storage.fixture.StorageCapability.CRASHES;
import static io.natterjack.ports.contract.storage.fixture.StorageCapability.PERSISTENT;

import io.natterjack.ports.contract.storage.StorageKit;
import io.natterjack.ports.contract.storage.fixture.*;
import io.natterjack.ports.storage.Storage;
import java.io.*;
import java.nio.file.*;
import java.util.*;

/// Everything that the server relies on.
final class SnapshotStorageTest implements StorageKit {
    @Override public Set<StorageCapability> capabilities() { return Set.of(PERSISTENT, CRASHES); }
    @Override public int seeds() { return 20; }

    @Override public StoragePlace place() {
        Path folder = folder();
        return new StoragePlace() {
            @Override public Storage open() { return new SnapshotStorage(folder); }
            @Override public void crash() {} // Nothing is ever under way.
            @Override public void close() { delete(folder.toFile()); }
        };
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("snapshots");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(File file) {
        File[] inside = file.listFiles();
        Arrays.stream(inside == null ? new File[0] : inside).forEach(SnapshotStorageTest::delete);
        file.delete();
    }
}
