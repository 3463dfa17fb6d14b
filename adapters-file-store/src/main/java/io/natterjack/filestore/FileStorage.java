package io.natterjack.filestore;

import io.natterjack.filestore.commit.Committer;
import io.natterjack.filestore.commit.Journal;
import io.natterjack.filestore.commit.JournalReplay;
import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.LockedException;
import io.natterjack.filestore.log.PageArrays;
import io.natterjack.filestore.recovery.Manifest;
import io.natterjack.filestore.stream.OpenStream;
import io.natterjack.filestore.stream.StreamFolder;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.filestore.upkeep.Surroundings;
import io.natterjack.filestore.vault.Keys;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StorageSettings;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A folder with streams in it, each in a folder of its own, and what they share: a committer, a journal, a
/// keeper.
final class FileStorage implements Storage {
    private final StorageSettings settings;
    private final Disk disk;
    private final Sizes sizes;
    private final Keys keys;
    private final Hands hands;
    private final Closeable lock;
    private final Catalog catalog;
    private final Problems problems;
    private final Journal journal;
    private final Committer committer;
    private final PageArrays pages = new PageArrays();
    private final Map<StreamKey, OpenStream> open = new ConcurrentHashMap<>();
    private final Set<StreamKey> opening = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private FileStorage(
            StorageSettings settings,
            Disk disk,
            Sizes sizes,
            Keys keys,
            Hands hands,
            Closeable lock,
            Catalog catalog,
            Problems problems,
            Journal journal,
            Committer committer) {
        this.settings = settings;
        this.disk = disk;
        this.sizes = sizes;
        this.keys = keys;
        this.hands = hands;
        this.lock = lock;
        this.catalog = catalog;
        this.problems = problems;
        this.journal = journal;
        this.committer = committer;
    }

    /// Opens a place.
    static FileStorage open(StorageSettings settings, Disk disk, Hands hands, Sizes sizes) {
        Path directory = settings.directory();
        try {
            makeFolder(disk, directory.toAbsolutePath());
            Closeable lock = disk.lock(directory.resolve("lock"), settings.serverName());
            try {
                return open(settings, disk, hands, lock, sizes);
            } catch (IOException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (LockedException failure) {
            throw new StorageException(
                    "cannot use " + directory + ": " + failure.getMessage()
                            + "; stop that server, or give this one another store_dir",
                    failure);
        } catch (IOException failure) {
            throw StreamFolder.failed("cannot open the storage in " + directory, failure);
        }
    }

    /// Makes the folder and those above it, and makes safe that they are there.
    private static void makeFolder(Disk disk, Path directory) throws IOException {
        List<Path> synced = new ArrayList<>();
        for (Path at = directory; at.getParent() != null && disk.list(at).isEmpty(); at = at.getParent()) {
            synced.add(at.getParent());
        }
        disk.makeFolder(directory);
        for (Path folder : synced) {
            disk.syncFolder(folder);
        }
    }

    private static FileStorage open(StorageSettings settings, Disk disk, Hands hands, Closeable lock, Sizes sizes)
            throws IOException {
        Path directory = settings.directory();
        Problems problems = new Problems(settings.log());
        Catalog catalog = new Catalog(disk, directory.resolve("streams"));
        catalog.read(problems::add);
        disk.syncFolder(directory);
        JournalPieces pieces = new JournalPieces(disk, catalog.folders());
        long epoch = new JournalReplay(problems::add).run(disk, directory, pieces);
        pieces.finish();
        Journal journal = new Journal(disk, directory, sizes.journalBytes(), epoch + 1, hands.keeper(), problems::add);
        journal.forget();
        Committer committer = new Committer(journal, hands::wake);
        Keys keys = Options.keys(settings);
        FileStorage storage =
                new FileStorage(settings, disk, sizes, keys, hands, lock, catalog, problems, journal, committer);
        hands.start(committer);
        hands.every(settings.syncIntervalNanos(), storage::syncBehind);
        return storage;
    }

    private void syncBehind() {
        open.values().forEach(OpenStream::syncBehind);
    }

    @Override
    public List<StreamKey> streams() {
        return catalog.keys();
    }

    @Override
    public byte[] definition(StreamKey key) {
        Catalog.Entry entry = catalog.find(key);
        if (entry == null) {
            throw new StorageException("there is no stream " + key);
        }
        try {
            return new StreamFolder(around(key), entry.folder()).manifest().definition();
        } catch (IOException failure) {
            throw StreamFolder.failed("cannot read what the stream " + key + " is", failure);
        }
    }

    @Override
    public StoredStream create(StreamKey key, StreamOptions options, byte[] definition, StorageListener listener) {
        enter(key);
        try {
            if (catalog.find(key) != null) {
                throw new StorageException("there is a stream " + key + " already");
            }
            long stream = hands.identity();
            Manifest manifest = new Manifest(stream, key, options, definition.clone());
            Path making = catalog.making(stream, key);
            Catalog.Entry entry;
            try {
                new StreamFolder(around(key), making).found(manifest);
                entry = catalog.add(stream, key);
            } catch (IOException failure) {
                disk.delete(making);
                throw failure;
            }
            try {
                return open(key, entry, options.durability(), listener);
            } catch (IOException failure) {
                catalog.remove(key, entry);
                throw failure;
            }
        } catch (IOException failure) {
            throw StreamFolder.failed("cannot create the stream " + key, failure);
        } finally {
            opening.remove(key);
        }
    }

    @Override
    public StoredStream open(StreamKey key, Durability durability, StorageListener listener) {
        enter(key);
        try {
            Catalog.Entry entry = catalog.find(key);
            if (entry == null) {
                throw new StorageException("there is no stream " + key);
            }
            return open(key, entry, durability, listener);
        } catch (IOException failure) {
            String text = "cannot open the stream " + key + ": " + failure.getMessage();
            problems.add(key, text);
            throw StreamFolder.failed("cannot open the stream " + key, failure);
        } finally {
            opening.remove(key);
        }
    }

    private OpenStream open(StreamKey key, Catalog.Entry entry, Durability durability, StorageListener listener)
            throws IOException {
        problems.clear(key);
        Consumer<OpenStream> closing = stream -> open.remove(key, stream);
        OpenStream stream =
                new StreamFolder(around(key), entry.folder()).open(entry.stream(), durability, listener, closing);
        open.put(key, stream);
        return stream;
    }

    private Surroundings around(StreamKey key) {
        return new Surroundings(
                disk,
                sizes,
                keys,
                committer,
                pages,
                hands.keeper(),
                text -> problems.add(key, text),
                settings.log()::warn);
    }

    private void enter(StreamKey key) {
        if (closed) {
            throw new IllegalStateException("the storage in " + settings.directory() + " is closed");
        }
        if (!opening.add(key) || open.containsKey(key)) {
            opening.remove(key);
            throw new StorageException("the stream " + key + " is open already");
        }
    }

    @Override
    public void delete(StreamKey key) {
        if (open.containsKey(key)) {
            throw new StorageException("the stream " + key + " is open");
        }
        Catalog.Entry entry = catalog.find(key);
        if (entry != null) {
            try {
                catalog.remove(key, entry);
                problems.clear(key);
            } catch (IOException failure) {
                throw StreamFolder.failed("cannot delete the stream " + key, failure);
            }
        }
    }

    @Override
    public List<String> problems() {
        return problems.list();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        hands.close();
        try (lock) {
            journal.close();
        } catch (IOException failure) {
            throw new StorageException(
                    "cannot close the storage in " + settings.directory() + ": " + failure.getMessage(), failure);
        }
    }
}
