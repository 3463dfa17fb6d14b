package com.example.snapshot;

import io.natterjack.ports.storage.*;

/// Chosen by `jetstream { storage: snapshot }`; the jar names this class in `META-INF/services`.
public final class SnapshotStorageProvider implements StorageProvider {
    @Override public String name() { return "snapshot"; }

    @Override public Storage open(StorageSettings settings) {
        return new SnapshotStorage(settings.directory().resolve("snapshots"));
    }
}
