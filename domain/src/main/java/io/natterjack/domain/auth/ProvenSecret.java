package io.natterjack.domain.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// What somebody has proved to know: the configured password, hash, token or key that the proof was held against. After
/// a reload, who has proved it once need not do so again while it is still the same.
///
/// It is never shown.
public final class ProvenSecret {
    /// Nothing had to be proved.
    public static final ProvenSecret NONE = new ProvenSecret(new byte[0]);

    private final byte[] configured;

    private ProvenSecret(byte[] configured) {
        this.configured = configured;
    }

    public static ProvenSecret of(String configured) {
        return new ProvenSecret(configured.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProvenSecret that && MessageDigest.isEqual(configured, that.configured);
    }

    @Override
    public int hashCode() {
        return 0; // says nothing about the secret
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
