package io.natterjack.filestore;

import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.recovery.Manifest;
import io.natterjack.ports.storage.StreamKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which streams there are, and where. A stream is there once its folder has its final name, and is gone once it
/// has it no longer: what is being made or deleted has another one.
///
/// **Threading.** Any thread.
final class Catalog {
    private static final String MAKING = ".making";
    private static final String DELETING = ".deleting";

    private final Disk disk;
    private final Path folder;
    private final Map<StreamKey, Entry> entries = new ConcurrentHashMap<>();

    /// @param stream · its identity
    record Entry(long stream, Path folder) {}

    Catalog(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /// Looks what is there.
    ///
    /// @param unreadable · takes streams whose names are lost; they get one to be deleted by
    void read(BiConsumer<StreamKey, String> unreadable) throws IOException {
        disk.makeFolder(folder);
        for (String name : disk.list(folder)) {
            Path path = folder.resolve(name);
            if (name.endsWith(MAKING) || name.endsWith(DELETING)) {
                disk.delete(path);
                continue;
            }
            Long stream = Folders.stream(name);
            if (stream != null) {
                entries.put(key(path, name, unreadable), new Entry(stream, path));
            }
        }
        // What is seen now may have been renamed by a server that was killed, and must not vanish when it is in use.
        disk.syncFolder(folder);
    }

    private StreamKey key(Path path, String name, BiConsumer<StreamKey, String> unreadable) {
        try {
            return Manifest.key(disk, path);
        } catch (IOException | RuntimeException failure) {
            StreamKey key = new StreamKey("?", name);
            unreadable.accept(
                    key, "the manifest of the stream in " + path + " cannot be read: " + failure.getMessage());
            return key;
        }
    }

    List<StreamKey> keys() {
        return List.copyOf(entries.keySet());
    }

    @Nullable
    Entry find(StreamKey key) {
        return entries.get(key);
    }

    /// The folders of all streams, by identity.
    Map<Long, Path> folders() {
        return entries.values().stream().collect(Collectors.toMap(Entry::stream, Entry::folder));
    }

    /// Where a new stream is made, before anybody can see it.
    Path making(long stream, StreamKey key) {
        return folder.resolve(Folders.name(stream, key) + MAKING);
    }

    /// Shows a stream that was made.
    Entry add(long stream, StreamKey key) throws IOException {
        Entry entry = new Entry(stream, folder.resolve(Folders.name(stream, key)));
        disk.rename(making(stream, key), entry.folder);
        disk.syncFolder(folder);
        entries.put(key, entry);
        return entry;
    }

    /// Deletes a stream. On return it cannot come back.
    void remove(StreamKey key, Entry entry) throws IOException {
        Path gone = folder.resolve(entry.folder.getFileName() + DELETING);
        disk.rename(entry.folder, gone);
        disk.syncFolder(folder);
        entries.remove(key);
        disk.delete(gone);
    }
}
