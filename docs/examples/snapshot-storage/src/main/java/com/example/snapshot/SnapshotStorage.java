package com.example.snapshot;

import io.natterjack.ports.storage.*;
import io.natterjack.ports.storage.stream.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;

/// A folder with a file for each stream.
final class SnapshotStorage implements Storage {
    private final Path folder;
    private final Set<StreamKey> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SnapshotStorage(Path folder) {
        this.folder = folder;
        Snapshot.attempt("make folder " + folder, () -> Files.createDirectories(folder));
    }

    /// Streams may have any name, files not.
    private Path file(StreamKey key) {
        return folder.resolve(UUID.nameUUIDFromBytes((key.account() + '\0' + key.stream()).getBytes()) + ".snapshot");
    }

    @Override public List<StreamKey> streams() {
        return Snapshot.attempt("list " + folder, () -> {
            try (var files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(".snapshot")).map(Snapshot::read)
                        .map(snapshot -> new StreamKey(snapshot.account, snapshot.stream)).toList();
            }
        });
    }

    @Override public byte[] definition(StreamKey key) { return Snapshot.read(file(key)).definition; }

    @Override public StoredStream create(
            StreamKey key, StreamOptions options, byte[] definition, StorageListener told) {
        claim(key, false);
        Snapshot snapshot = new Snapshot(key, definition.clone(), options.firstSequence() - 1);
        snapshot.write(file(key));
        return new SnapshotStream(snapshot, file(key), told, () -> open.remove(key));
    }

    @Override public StoredStream open(StreamKey key, Durability durability, StorageListener told) {
        claim(key, true);
        return new SnapshotStream(Snapshot.read(file(key)), file(key), told, () -> open.remove(key));
    }

    private void claim(StreamKey key, boolean there) {
        if (closed) throw new IllegalStateException("The storage is closed");
        if (Files.exists(file(key)) != there) throw new StorageException("There is " + (there ? "no " : "a ") + key);
        if (!open.add(key)) throw new StorageException(key + " is open");
    }

    @Override public void delete(StreamKey key) {
        if (open.contains(key)) throw new StorageException(key + " is open");
        Snapshot.attempt("delete " + key, () -> Files.deleteIfExists(file(key)));
    }

    @Override public List<String> problems() { return List.of(); }
    @Override public void close() { closed = true; }
}
