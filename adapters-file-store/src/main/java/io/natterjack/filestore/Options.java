package io.natterjack.filestore;

import io.natterjack.filestore.vault.CipherKind;
import io.natterjack.filestore.vault.Keys;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageSettings;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the configuration may say about streams in files.
///
/// | option | |
/// |---|---|
/// | `cipher` | of streams that get their key from now on: `aes` or `chacha`, which it is unless said otherwise |
/// | `key` | encrypts streams, those that are there already when they are opened |
/// | `prev_key` | the key before that one: streams under it change over when they are opened |
final class Options {
    private static final Set<String> KNOWN = Set.of("cipher", "key", "prev_key");

    private Options() {}

    /// @throws StorageException if something is unknown or does not fit
    static Keys keys(StorageSettings settings) {
        Map<String, String> options = settings.options();
        Set<String> unknown = new TreeSet<>(options.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new StorageException("the file storage has no setting " + String.join(", ", unknown));
        }
        String key = value(options, "key");
        String previous = value(options, "prev_key");
        if (key == null && previous != null) {
            throw new StorageException("prev_key is set, but key is not: streams would be left without encryption");
        }
        String cipher = value(options, "cipher");
        CipherKind kind = switch (cipher == null ? "chacha" : cipher.toLowerCase(Locale.ROOT)) {
            case "aes" -> CipherKind.AES;
            case "chacha", "chachapoly" -> CipherKind.CHACHA;
            default -> throw new StorageException("cipher is neither aes nor chacha");
        };
        return new Keys(kind, key, previous);
    }

    private static @Nullable String value(Map<String, String> options, String name) {
        String value = options.getOrDefault(name, "");
        return value.isEmpty() ? null : value;
    }
}
