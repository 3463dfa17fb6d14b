package io.natterjack.app.streams;

import io.natterjack.app.config.options.JetStreamOptions;
import io.natterjack.app.config.options.JetStreamOptions.Encryption;
import io.natterjack.app.config.options.JetStreamOptions.StorageChoice;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.settings.JetStreamSettings.BatchLimits;
import io.natterjack.domain.settings.JetStreamSettings.QueueLimits;
import io.natterjack.domain.settings.JetStreamSettings.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts numbers in place of what the operator left open about JetStream.
///
/// Streams may take three quarters of what the machine has: of the memory that this virtual machine may use, and of
/// the disk space that is free or theirs already, so that the limit is the same after a restart. It is looked up once:
/// a limit that was not configured stays the same over reloads. An eighth of the memory is for batches that are not
/// complete yet.
///
/// **Threading.** Any thread.
public final class JetStreamRoom {
    private static final String FOLDER = "jetstream";
    private static final long DISK_BYTES_UNKNOWN = 1L << 40;

    private final long memoryBytes;
    private final ToLongFunction<Path> disk;
    private OptionalLong diskBytes = OptionalLong.empty();

    /// @param memoryBytes · what the process may use
    /// @param disk        · what streams could take of the disk with that folder
    public JetStreamRoom(long memoryBytes, ToLongFunction<Path> disk) {
        this.memoryBytes = memoryBytes;
        this.disk = disk;
    }

    /// Of the machine that this is running on.
    public static JetStreamRoom ofThisMachine() {
        return new JetStreamRoom(Runtime.getRuntime().maxMemory(), JetStreamRoom::roomFor);
    }

    /// @return null for a server without JetStream
    public @Nullable JetStreamSettings settings(JetStreamOptions options) {
        if (!options.enabled()) {
            return null;
        }
        Path folder = folder(options.storage().storeDir());
        return new JetStreamSettings(
                store(options.storage(), folder),
                options.memoryBytesMax() < 0 ? memoryBytes / 4 * 3 : options.memoryBytesMax(),
                options.fileBytesMax() < 0 ? lastingBytes(options.storage(), folder) : options.fileBytesMax(),
                options.domain(),
                options.strict(),
                options.uniqueTag(),
                limits(options.limits()),
                batches(options.batches()),
                queues(options.queues()));
    }

    /// Streams among the temporary files do not survive everything.
    public static boolean temporary(JetStreamOptions options) {
        return options.storage().storeDir().isEmpty();
    }

    private static Path folder(String storeDir) {
        if (!storeDir.isEmpty()) {
            return Path.of(storeDir).resolve(FOLDER).normalize();
        }
        String variable = System.getenv("TMPDIR");
        String temporary = variable == null || variable.isEmpty() ? System.getProperty("java.io.tmpdir") : variable;
        return Path.of(temporary).resolve("nats").resolve(FOLDER);
    }

    private static Store store(StorageChoice choice, Path folder) {
        Map<String, Map<String, String>> others = new HashMap<>(choice.others());
        Map<String, String> options = choice.options();
        if (others.containsKey(Store.FILE)) {
            others.compute(Store.FILE, (_, written) -> encrypted(written, choice.encryption()));
        } else {
            options = encrypted(options, choice.encryption());
        }
        return new Store(
                choice.name(), folder.toString(), choice.durability(), choice.syncIntervalNanos(), options, others);
    }

    /// Encryption is for files. A storage that knows nothing of it says so, if there are none.
    private static Map<String, String> encrypted(@Nullable Map<String, String> written, Encryption encryption) {
        Map<String, String> options = written == null ? new HashMap<>() : new HashMap<>(written);
        if (!encryption.key().isEmpty()) {
            options.put("key", encryption.key());
            options.put("prev_key", encryption.previousKey());
            options.put("cipher", encryption.cipher());
        }
        return options;
    }

    /// What is neither in files nor in memory is not on a disk that could be looked at.
    private long lastingBytes(StorageChoice choice, Path folder) {
        boolean elsewhere = !choice.name().equals(Store.FILE)
                && !choice.name().equals(MemoryProvider.NAME)
                && !choice.others().containsKey(Store.FILE);
        return elsewhere ? DISK_BYTES_UNKNOWN / 4 * 3 : diskBytes(folder);
    }

    private synchronized long diskBytes(Path folder) {
        if (diskBytes.isEmpty()) {
            diskBytes = OptionalLong.of(disk.applyAsLong(folder) / 4 * 3);
        }
        return diskBytes.getAsLong();
    }

    private static AssetLimits limits(AssetLimits configured) {
        int consumers = configured.consumersMaxDefault();
        return new AssetLimits(
                configured.ackPendingMax(),
                configured.requestBatchMax(),
                configured.duplicateWindowNanos(),
                configured.haAssetsMax(),
                consumers == 0 ? AssetLimits.DEFAULT.consumersMaxDefault() : consumers);
    }

    private BatchLimits batches(BatchLimits configured) {
        BatchLimits standard = BatchLimits.DEFAULT;
        return new BatchLimits(
                (int) or(configured.perStreamMax(), standard.perStreamMax()),
                (int) or(configured.totalMax(), standard.totalMax()),
                (int) or(configured.messagesMax(), standard.messagesMax()),
                or(configured.bytesMax(), memoryBytes / 8),
                or(configured.timeoutNanos(), standard.timeoutNanos()));
    }

    private static QueueLimits queues(QueueLimits configured) {
        QueueLimits standard = QueueLimits.DEFAULT;
        long requests = or(configured.requestsMax(), standard.requestsMax());
        return new QueueLimits(
                (int) or(configured.bufferedMessagesMax(), standard.bufferedMessagesMax()),
                or(configured.bufferedBytesMax(), standard.bufferedBytesMax()),
                requests,
                or(configured.infoRequestsMax(), requests));
    }

    private static long or(long configured, long standard) {
        return configured <= 0 ? standard : configured;
    }

    private static long roomFor(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return Files.getFileStore(there).getUsableSpace() + sizeOf(folder);
        } catch (IOException | UncheckedIOException _) {
            return DISK_BYTES_UNKNOWN; // a limit is wanted all the same; the reference guesses a terabyte
        }
    }

    private static long sizeOf(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> {
                        try {
                            return Files.isRegularFile(file) ? Files.size(file) : 0;
                        } catch (IOException _) {
                            return 0; // gone meanwhile
                        }
                    })
                    .sum();
        }
    }
}
