package io.natterjack.filestore.vault;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.disk.Envelope;
import io.natterjack.filestore.record.Records;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Encrypts what one stream holds, or leaves it as it is.
///
/// Of a record, name and payload are encrypted; the rest of it is authenticated with them. In front there is a
/// nonce that is never used again: eight bytes of chance, drawn whenever the stream is opened, and a counter. When
/// that is used up, chance is drawn anew; as each record has its whole nonce, whoever reads need not know.
///
/// **Threading.** Any thread.
public final class Vault {
    /// Leaves everything as it is.
    public static final Vault OPEN = new Vault(CipherKind.AES, null, false, 0);

    private static final int EXTRA_BYTES = CipherKind.NONCE_BYTES + CipherKind.TAG_BYTES;
    private static final long COUNTS = 1L << Integer.SIZE;

    private final CipherKind kind;
    private final @Nullable SecretKeySpec key;
    private final boolean late;
    private final long counts;
    private long chance;
    private long count;

    private Vault(CipherKind kind, @Nullable SecretKeySpec key, boolean late, long counts) {
        this.kind = kind;
        this.key = key;
        this.late = late;
        this.counts = counts;
        this.count = counts;
    }

    /// @param late · whether the stream was there before it had a key
    static Vault locked(CipherKind kind, byte[] key, boolean late) {
        return locked(kind, key, late, COUNTS);
    }

    /// @param counts · so many nonces have the same chance in them, at most
    static Vault locked(CipherKind kind, byte[] key, boolean late, long counts) {
        return new Vault(kind, new SecretKeySpec(key, kind.algorithm()), late, counts);
    }

    /// Whether anything is encrypted.
    public boolean locks() {
        return key != null;
    }

    /// Whether the stream may hold what was written before it had a key.
    public boolean late() {
        return late;
    }

    /// By how much a record gets longer.
    public int extraBytes() {
        return key == null ? 0 : EXTRA_BYTES;
    }

    /// Encrypts name and payload of a record whose head is complete but for its length and checksum.
    ///
    /// @param length · of the record without [#extraBytes]
    /// @return its length with them
    public int lock(byte[] bytes, int at, int length) {
        if (key == null) {
            return length;
        }
        Records.flag(bytes, at, Records.LOCKED);
        int body = at + Records.HEAD_BYTES;
        byte[] plain = Arrays.copyOfRange(bytes, body, at + length);
        byte[] locked = seal(plain, plain.length, Arrays.copyOfRange(bytes, at + 8, body));
        System.arraycopy(locked, 0, bytes, body, locked.length);
        return Records.HEAD_BYTES + locked.length;
    }

    /// A record as it was before it was locked, at the beginning of an array of its own.
    ///
    /// @throws DamagedException if it is not what was locked
    public byte[] unlock(byte[] bytes, int at) throws DamagedException {
        int length = Records.length(bytes, at);
        byte[] plain = new byte[length - EXTRA_BYTES];
        System.arraycopy(bytes, at, plain, 0, Records.HEAD_BYTES);
        Records.shorten(plain, 0, plain.length);
        if ((Records.flags(bytes, at) & Records.ERASE) == 0) {
            byte[] head = Arrays.copyOfRange(bytes, at + 8, at + Records.HEAD_BYTES);
            byte[] body = unseal(bytes, at + Records.HEAD_BYTES, length - Records.HEAD_BYTES, head);
            System.arraycopy(body, 0, plain, Records.HEAD_BYTES, body.length);
        }
        return plain;
    }

    /// The content of a file, encrypted. Its envelope has to have [#flags].
    public byte[] wrap(byte[] content, int length) {
        return key == null ? Arrays.copyOf(content, length) : seal(content, length, new byte[0]);
    }

    /// What the envelope of a file says whose content was wrapped.
    public int flags() {
        return key == null ? 0 : Envelope.LOCKED;
    }

    /// The content of a file that was wrapped, perhaps before there was a key.
    ///
    /// @throws DamagedException if it is not what was wrapped
    public ByteBuffer unwrap(Envelope file) throws DamagedException {
        return unwrap(file, file.content());
    }

    /// A part of a file, if only that was wrapped.
    ///
    /// @throws DamagedException if it is not what was wrapped
    public ByteBuffer unwrap(Envelope file, ByteBuffer part) throws DamagedException {
        // Files of the first format do not say whether they are encrypted: they are if the stream always was.
        boolean locked = file.version() == 1 ? key != null && !late : (file.flags() & Envelope.LOCKED) != 0;
        return locked ? unwrap(part) : part;
    }

    /// What was wrapped, and certainly with this key.
    ///
    /// @throws DamagedException if it was not
    public ByteBuffer unwrap(ByteBuffer content) throws DamagedException {
        byte[] wrapped = new byte[content.remaining()];
        content.get(wrapped);
        return ByteBuffer.wrap(unseal(wrapped, 0, wrapped.length, new byte[0])).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] seal(byte[] plain, int length, byte[] beside) {
        byte[] sealed = new byte[EXTRA_BYTES + length];
        putNonce(ByteBuffer.wrap(sealed));
        try {
            Cipher cipher = kind.cipher();
            cipher.init(Cipher.ENCRYPT_MODE, key, kind.nonce(sealed, 0));
            cipher.updateAAD(beside);
            cipher.doFinal(plain, 0, length, sealed, CipherKind.NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("cannot encrypt", failure);
        }
    }

    private byte[] unseal(byte[] sealed, int from, int length, byte[] beside) throws DamagedException {
        if (length < EXTRA_BYTES || key == null) {
            throw new DamagedException("it cannot be decrypted");
        }
        try {
            Cipher cipher = kind.cipher();
            cipher.init(Cipher.DECRYPT_MODE, key, kind.nonce(sealed, from));
            cipher.updateAAD(beside);
            return cipher.doFinal(sealed, from + CipherKind.NONCE_BYTES, length - CipherKind.NONCE_BYTES);
        } catch (GeneralSecurityException failure) {
            throw new DamagedException("it cannot be decrypted: " + failure.getMessage());
        }
    }

    private synchronized void putNonce(ByteBuffer into) {
        if (count == counts) {
            chance = new SecureRandom().nextLong();
            count = 0;
        }
        into.putLong(chance).putInt((int) count++);
    }
}
