package io.natterjack.app.config.jetstream;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.options.JetStreamOptions.Encryption;
import io.natterjack.app.config.options.JetStreamOptions.StorageChoice;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Token;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.unbuilt.Unbuilt;
import io.natterjack.domain.settings.JetStreamSettings.Store;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.domain.text.GoQuoted;
import io.natterjack.ports.storage.StorageProvider;
import io.natterjack.ports.storage.stream.Durability;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// Reads where streams are kept, and how safely.
///
/// `storage` names what keeps them, and is this server's own key. A block of the same name holds the options of that
/// storage, which it reads itself: here they become texts, nested keys joined by dots, lists by commas. Where there is
/// the block of another storage, streams can ask for that one.
final class StorageKeys {
    private static final long SYNC_INTERVAL_NANOS = 120 * GoDuration.SECOND_NANOS;

    /// By name of the storage.
    private final Map<String, Map<String, String>> blocks = new HashMap<>();

    private String name = Store.FILE;
    private String storeDir = "";
    private Durability durability = Durability.DISK;
    private long syncIntervalNanos = SYNC_INTERVAL_NANOS;
    private String key = "";
    private String previousKey = "";
    private String cipher = Encryption.CHACHA;

    /// Looks for the storage's name, which may stand behind its block.
    void prepare(Block block) {
        block.entries().forEach((written, token) -> {
            if (written.toLowerCase(Locale.ROOT).equals("storage") && token.value() instanceof Value.Text text) {
                name = text.text().toLowerCase(Locale.ROOT);
            }
        });
    }

    /// @return false for a key that has nothing to do with storage
    boolean accept(Entry entry) {
        switch (entry.name()) {
            case "store_dir", "store", "storedir" -> storeDir(entry);
            case "sync", "sync_interval" -> sync(entry);
            case "key", "ek", "encryption_key" -> key = secret("jetstream.key", entry);
            case "prev_key", "prev_ek", "prev_encryption_key" -> previousKey = secret("jetstream.prev_key", entry);
            case "cipher" -> {
                cipher = cipher(entry);
                Unbuilt.meet("jetstream.cipher", entry);
            }
            case "storage" -> requireName(entry);
            default -> {
                return ownBlock(entry);
            }
        }
        return true;
    }

    /// The folder can also stand outside of the block, and on the command line; but only in one place.
    void storeDir(Entry entry) {
        if (!storeDir.isEmpty()) {
            throw entry.bad("Duplicate 'store_dir' configuration");
        }
        storeDir = entry.text();
    }

    /// The command line says so.
    void storeDir(String path) {
        storeDir = path;
    }

    /// Whoever embeds the server says so.
    void name(String storage) {
        name = storage;
    }

    StorageChoice choice() {
        Map<String, Map<String, String>> others = new HashMap<>(blocks);
        others.remove(name);
        return new StorageChoice(
                name,
                storeDir,
                durability,
                syncIntervalNanos,
                new Encryption(key, previousKey, cipher),
                blocks.getOrDefault(name, Map.of()),
                others);
    }

    private void sync(Entry entry) {
        if (entry.value() instanceof Value.Text text && text.text().equalsIgnoreCase("always")) {
            durability = Durability.DISK;
            return;
        }
        long interval = entry.durationNanos(entry.key());
        syncIntervalNanos = interval > 0 ? interval : SYNC_INTERVAL_NANOS;
        durability = Durability.PAGE_CACHE;
    }

    private static String secret(String path, Entry entry) {
        if (!entry.text().isEmpty()) {
            Unbuilt.meet(path, entry);
        }
        return entry.text();
    }

    static String cipher(Entry entry) {
        return switch (entry.text().toLowerCase(Locale.ROOT)) {
            case "chacha", "chachapoly" -> Encryption.CHACHA;
            case "aes" -> Encryption.AES;
            default -> throw entry.bad("Unknown cipher type: " + GoQuoted.text(entry.text()));
        };
    }

    private static void requireName(Entry entry) {
        if (entry.text().isEmpty()) {
            throw entry.bad("storage needs a name, such as " + GoQuoted.text(Store.FILE));
        }
    }

    private boolean ownBlock(Entry entry) {
        String storage = entry.name();
        if (!(entry.value() instanceof Block) || !(storage.equals(name) || isThere(storage))) {
            return false;
        }
        Map<String, String> options = blocks.computeIfAbsent(storage, _ -> new HashMap<>());
        entry.each(option -> flatten(options, "", option));
        return true;
    }

    /// A block that is no storage's has to be found wrong before anything is opened.
    private static boolean isThere(String storage) {
        for (StorageProvider provider : ServiceLoader.load(StorageProvider.class)) {
            if (provider.name().equals(storage)) {
                return true;
            }
        }
        return false;
    }

    private static void flatten(Map<String, String> options, String prefix, Entry entry) {
        String path = prefix + entry.name();
        switch (entry.value()) {
            case Block _ -> entry.each(nested -> flatten(options, path + ".", nested));
            case Value.Sequence list ->
                options.put(
                        path,
                        list.items().stream().map(item -> plain(entry, item)).collect(Collectors.joining(",")));
            default -> options.put(path, plain(entry, entry.token()));
        }
    }

    private static String plain(Entry entry, Token token) {
        return switch (token.value()) {
            case Value.Text text -> text.text();
            case Value.Whole _, Value.Real _, Value.Truth _, Value.Moment _ ->
                token.value().shown();
            case Value.Sequence _, Block _ ->
                throw entry.bad("a list among the options of a storage holds only texts and numbers");
        };
    }
}
