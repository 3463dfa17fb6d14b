package io.natterjack.app.config.known;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.domain.text.GoQuoted;
import java.util.Set;

/// Checks what concerns the revocation of certificates.
final class OcspKeys {
    private OcspKeys() {}

    /// Whether the server is to prove that its certificate is not revoked.
    static boolean stapling(Entry entry) {
        return switch (entry.value()) {
            case Value.Truth truth -> truth.on();
            case Block _ -> {
                boolean[] never = {false};
                entry.each(key -> {
                    switch (key.key()) {
                        case "mode" -> never[0] = mode(key);
                        case "url" -> key.text();
                        case "urls" ->
                            throw key.bad("interface conversion: interface {} is " + key.typeName() + ", not []string");
                        default -> throw key.bad("error parsing ocsp config: unsupported field string");
                    }
                });
                yield !never[0];
            }
            default -> throw entry.bad("error parsing ocsp config: unsupported type " + entry.typeName());
        };
    }

    private static boolean mode(Entry entry) {
        String mode = KnownSection.lower(entry);
        if (!Set.of("always", "must", "never", "auto").contains(mode)) {
            throw entry.bad("error parsing ocsp config: unsupported ocsp mode string");
        }
        return mode.equals("never");
    }

    static boolean cache(Entry entry) {
        switch (entry.value()) {
            case Value.Truth truth -> {
                return truth.on();
            }
            case Block _ -> entry.each(OcspKeys::cacheKey);
            default -> throw entry.bad("error parsing tags: unsupported type " + entry.typeName());
        }
        return true;
    }

    private static void cacheKey(Entry entry) {
        String unknown = "error parsing OCSP peer cache config, unknown field [" + GoQuoted.text(entry.key()) + "]";
        switch (entry.name()) {
            case "type" -> {
                if (!(entry.value() instanceof Value.Text text)) {
                    throw entry.bad(unknown);
                }
                if (!Set.of("none", "local").contains(KnownSection.lower(entry))) {
                    throw entry.bad("error parsing OCSP peer cache config, unknown type [" + text.text() + "]");
                }
            }
            case "local_store" -> require(entry.value() instanceof Value.Text, entry, unknown);
            case "preserve_revoked" -> require(entry.value() instanceof Value.Truth, entry, unknown);
            case "save_interval" -> saveInterval(entry);
            default -> throw entry.bad(unknown);
        }
    }

    private static void require(boolean condition, Entry entry, String complaint) {
        if (!condition) {
            throw entry.bad(complaint);
        }
    }

    private static void saveInterval(Entry entry) {
        switch (entry.value()) {
            case Value.Whole _, Value.Real _ -> {}
            case Value.Text text -> {
                try {
                    GoDuration.parse(text.text());
                } catch (IllegalArgumentException e) {
                    throw entry.bad("error parsing tls peer config, conversion error: " + e.getMessage());
                }
            }
            default -> throw entry.bad("error parsing OCSP peer cache config, conversion error: unexpected type");
        }
    }
}
