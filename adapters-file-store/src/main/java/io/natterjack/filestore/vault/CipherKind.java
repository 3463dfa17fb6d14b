package io.natterjack.filestore.vault;

import io.natterjack.filestore.disk.DamagedException;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/// The ciphers there are, by the names that the configuration has for them. Both notice when anything was changed.
public enum CipherKind {
    AES(1, "AES/GCM/NoPadding", "AES"),
    CHACHA(2, "ChaCha20-Poly1305", "ChaCha20");

    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private final int code;
    private final String transformation;
    private final String algorithm;

    CipherKind(int code, String transformation, String algorithm) {
        this.code = code;
        this.transformation = transformation;
        this.algorithm = algorithm;
    }

    /// By which files name it.
    int code() {
        return code;
    }

    /// @throws DamagedException if there is none of this code
    static CipherKind of(int code) throws DamagedException {
        for (CipherKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new DamagedException("there is no cipher " + code);
    }

    String algorithm() {
        return algorithm;
    }

    Cipher cipher() throws GeneralSecurityException {
        return Cipher.getInstance(transformation);
    }

    AlgorithmParameterSpec nonce(byte[] bytes, int from) {
        return switch (this) {
            case AES -> new GCMParameterSpec(TAG_BYTES * Byte.SIZE, bytes, from, NONCE_BYTES);
            case CHACHA -> new IvParameterSpec(bytes, from, NONCE_BYTES);
        };
    }
}
