package io.natterjack.app.course;

import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.MessageLog;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A storage that knows whether everything that it was asked to make safe is safe.
///
/// @param storage · does the work
/// @param closes  · whether it is closed at the end; what is in memory would be gone then
/// @param open    · tickets that nobody has been told yet, by stream: the last, less the last that was told
record SettledStorage(Storage storage, boolean closes, Map<StreamKey, Tickets> open) implements Storage {
    SettledStorage(Storage storage, boolean closes) {
        this(storage, closes, new ConcurrentHashMap<>());
    }

    private record Tickets(AtomicLong asked, AtomicLong told) {}

    boolean settled() {
        return open.values().stream()
                .allMatch(each -> each.told().get() >= each.asked().get());
    }

    private record Told(StorageListener listener, AtomicLong told) implements StorageListener {
        @Override
        public void durable(long ticket) {
            listener.durable(ticket);
            told.set(ticket);
        }

        @Override
        public void frozen(String why) {
            throw new AssertionError(why);
        }
    }

    private StorageListener listening(StreamKey key, StorageListener listener) {
        Tickets tickets = new Tickets(new AtomicLong(), new AtomicLong());
        open.put(key, tickets);
        return new Told(listener, tickets.told());
    }

    private StoredStream counting(StreamKey key, StoredStream stream) {
        AtomicLong asked = Objects.requireNonNull(open.get(key)).asked();
        MessageLog log = proxy(MessageLog.class, stream.log(), "commit", ticket -> {
            asked.set((Long) Objects.requireNonNull(ticket));
            return ticket;
        });
        StoredStream logged = proxy(StoredStream.class, stream, "log", _ -> log);
        return proxy(StoredStream.class, logged, "close", nothing -> {
            open.remove(key);
            return nothing;
        });
    }

    private interface Change {
        @Nullable
        Object of(@Nullable Object result);
    }

    private static <T> T proxy(Class<T> type, T real, String name, Change change) {
        return Seam.of(type, (method, arguments) -> {
            Object result = Seam.pass(real, method, arguments);
            return method.getName().equals(name) ? change.of(result) : result;
        });
    }

    @Override
    public List<StreamKey> streams() {
        return storage.streams();
    }

    @Override
    public byte[] definition(StreamKey key) {
        return storage.definition(key);
    }

    @Override
    public StoredStream create(StreamKey key, StreamOptions options, byte[] definition, StorageListener listener) {
        return counting(key, storage.create(key, options, definition, listening(key, listener)));
    }

    @Override
    public StoredStream open(StreamKey key, Durability durability, StorageListener listener) {
        return counting(key, storage.open(key, durability, listening(key, listener)));
    }

    @Override
    public void delete(StreamKey key) {
        storage.delete(key);
    }

    @Override
    public List<String> problems() {
        return storage.problems();
    }

    @Override
    public void close() {
        if (closes) {
            storage.close();
        }
    }
}
