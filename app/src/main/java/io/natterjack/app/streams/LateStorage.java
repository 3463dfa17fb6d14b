package io.natterjack.app.streams;

import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Stands for a storage that was away when the server started. It tries to open it until that is done; before, it has
/// no streams and takes none, and says so to operators.
final class LateStorage implements Storage {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long CLOSE_MILLIS = 10_000;

    private final String name;
    private final Supplier<Storage> opening;
    private final ServerLog log;
    private final Thread thread;
    private volatile @Nullable Storage present;

    /// Empty as soon as its streams are being opened.
    private volatile String problem;

    private volatile boolean closed;
    private Runnable arrived = () -> {};

    /// @param opening · may throw a [StorageException]
    /// @param first   · what came of it for the first time
    LateStorage(String name, Supplier<Storage> opening, StorageException first, ServerLog log) {
        this.name = name;
        this.opening = opening;
        this.log = log;
        this.problem = problem(first);
        this.thread =
                Thread.ofPlatform().name("natterjack-storage-" + name).daemon().unstarted(this::run);
        log.error(problem);
    }

    private String problem(StorageException failure) {
        return "Storage '" + name + "' is away, its streams appear when it is there: " + failure.getMessage();
    }

    /// Tries from now on.
    ///
    /// @param told · of its success
    void start(Runnable told) {
        arrived = told;
        thread.start();
    }

    private void run() {
        while (present == null && !closed) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
            if (!closed) {
                attempt();
            }
        }
    }

    private void attempt() {
        try {
            Storage found = opening.get();
            present = found;
            log.info("Storage '" + name + "' is there");
            arrived.run();
            problem = "";
        } catch (StorageException failure) {
            String text = problem(failure);
            if (!text.equals(problem)) {
                problem = text;
                log.error(text);
            }
        }
    }

    private Storage present() {
        Storage found = present;
        if (found == null) {
            throw new StorageException(problem);
        }
        return found;
    }

    @Override
    public List<StreamKey> streams() {
        Storage found = present;
        return found == null ? List.of() : found.streams();
    }

    @Override
    public byte[] definition(StreamKey key) {
        return present().definition(key);
    }

    @Override
    public StoredStream create(StreamKey key, StreamOptions options, byte[] definition, StorageListener listener) {
        return present().create(key, options, definition, listener);
    }

    @Override
    public StoredStream open(StreamKey key, Durability durability, StorageListener listener) {
        return present().open(key, durability, listener);
    }

    @Override
    public void delete(StreamKey key) {
        present().delete(key);
    }

    @Override
    public List<String> problems() {
        Storage found = present;
        String now = problem;
        return found == null || !now.isEmpty() ? List.of(now) : found.problems();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Storage found = present;
        if (found != null) {
            found.close();
        }
    }
}
