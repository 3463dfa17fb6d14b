package io.natterjack.domain.auth.nkey;

import org.jspecify.annotations.Nullable;

/// Whom a key belongs to. The kind is the first letter of the text.
public enum NkeyKind {
    ACCOUNT(0),
    CLUSTER(2),
    SERVER(13),
    OPERATOR(14),
    USER(20),
    /// An x25519 key, for sealing rather than signing.
    CURVE(23);

    private final int prefix;

    NkeyKind(int letter) {
        this.prefix = letter << 3;
    }

    /// The first byte of an encoded key.
    int prefix() {
        return prefix;
    }

    static @Nullable NkeyKind ofPrefix(int prefix) {
        for (NkeyKind kind : values()) {
            if (kind.prefix == prefix) {
                return kind;
            }
        }
        return null;
    }
}
