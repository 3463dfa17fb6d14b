package io.natterjack.app.streams;

import io.natterjack.domain.broker.StreamParts;
import io.natterjack.domain.jetstream.Storages;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Threads and storages for streams, from start to end. A server without JetStream has none.
///
/// **Threading.** One thread at a time.
public final class StreamResources implements AutoCloseable {
    private static final long OPENING_NANOS_MAX = 2_000_000_000L;

    private final List<ShardThread> shards = new ArrayList<>();
    private final SequencedMap<String, Storage> lasting;
    private final @Nullable StreamParts parts;
    private final ServerLog log;

    private StreamResources(ServerLog log) {
        this.log = log;
        lasting = new LinkedHashMap<>();
        parts = null;
    }

    private StreamResources(SequencedMap<String, Storage> lasting, Storage memory, int threads, ServerLog log) {
        this.lasting = lasting;
        this.log = log;
        for (int number = 0; number < threads; number++) {
            shards.add(new ShardThread(number, log));
        }
        parts = new StreamParts(new Storages(lasting, memory), List.copyOf(shards));
    }

    /// @param settings  · null for a server without JetStream
    /// @param providers · that were found
    /// @param memory    · for streams in memory
    /// @throws io.natterjack.ports.storage.StorageException if a storage cannot be opened, with cause and fix
    public static StreamResources open(
            @Nullable JetStreamSettings settings,
            String serverName,
            Iterable<StorageProvider> providers,
            Storage memory,
            ServerLog log) {
        if (settings == null) {
            return new StreamResources(log);
        }
        SequencedMap<String, Storage> lasting = StorageChoice.openAll(settings.store(), serverName, providers, log);
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new StreamResources(lasting, memory, threads, log);
    }

    /// Null for a server without JetStream.
    public @Nullable StreamParts parts() {
        return parts;
    }

    /// Gives streams a moment to be opened, so that clients of a server whose streams are few find them at once. With
    /// many it goes on without: whoever asks for streams meanwhile is answered later, and everybody else as ever.
    public void awaitOpened() {
        long deadlineNanos = System.nanoTime() + OPENING_NANOS_MAX;
        for (ShardThread shard : shards) {
            shard.awaitSubmitted(Math.max(0, deadlineNanos - System.nanoTime()));
        }
    }

    /// Has storages that were away tried again.
    ///
    /// @param arrived · takes the name of one that is there
    public void awaitStorages(Consumer<String> arrived) {
        lasting.forEach((name, storage) -> {
            if (storage instanceof LateStorage late) {
                late.start(() -> arrived.accept(name));
            }
        });
    }

    /// Ends the threads, then closes what they have worked on. A storage that cannot be closed keeps the server from
    /// nothing.
    @Override
    public void close() {
        shards.forEach(ShardThread::close);
        lasting.values().forEach(this::close);
        if (parts != null) {
            parts.storages().memory().close();
        }
    }

    private void close(Storage storage) {
        try {
            storage.close();
        } catch (StorageException e) {
            log.error(String.valueOf(e.getMessage()));
        }
    }
}
