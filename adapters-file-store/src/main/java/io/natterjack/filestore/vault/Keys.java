package io.natterjack.filestore.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.Envelope;
import io.natterjack.filestore.disk.FileKind;
import io.natterjack.filestore.disk.TwinFile;
import io.natterjack.filestore.record.ByteWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The operator's keys. Each stream has a key of its own, drawn by lot, in a file that is encrypted with the
/// operator's: so a new key of the operator changes one small file of each stream, when it is opened next.
///
/// A stream that was there before there was a key gets one when it is opened. What is in the clear then can be
/// read on, and is encrypted piece by piece.
///
/// @param kind     · for streams that are made from now on
/// @param key      · the operator's key; null if streams are not encrypted
/// @param previous · the one before; null if there is none
public record Keys(
        CipherKind kind, @Nullable String key, @Nullable String previous) {
    public static final Keys NONE = new Keys(CipherKind.CHACHA, null, null);

    private static final String NAME = "key";
    private static final int KEY_BYTES = 32;

    /// Beside the code of the cipher: the stream was there before it had a key.
    private static final int LATE = 0x40;

    /// Draws the key of a new stream.
    public Vault create(Disk disk, Path folder) throws IOException {
        return create(disk, folder, 0);
    }

    private Vault create(Disk disk, Path folder, int late) throws IOException {
        if (key == null) {
            return Vault.OPEN;
        }
        byte[] drawn = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(drawn);
        write(disk, folder, kind.code() | late, drawn, key);
        return Vault.locked(kind, drawn, late == LATE);
    }

    /// Takes the key of a stream out of its file, and puts it back under the operator's new key if it was under
    /// the previous one, in either copy. Draws one if there is none and none is needed.
    ///
    /// @param locked · whether the stream is known to have one
    /// @throws IOException if the stream is encrypted and no key fits
    public Vault open(Disk disk, Path folder, boolean locked, Consumer<String> notes) throws IOException {
        TwinFile twins = new TwinFile(disk, folder, NAME, FileKind.KEY);
        ByteBuffer file;
        try {
            file = twins.read().content();
        } catch (NoSuchFileException _) {
            if (locked) {
                throw new IOException("it is encrypted, and its key file " + folder.resolve(NAME)
                        + " is missing: restore that from a backup");
            }
            return create(disk, folder, LATE);
        }
        int code = file.get();
        CipherKind used = CipherKind.of(code & ~LATE);
        if (key == null) {
            throw new IOException("it is encrypted, and the configuration has no key: set jetstream.key");
        }
        byte[] drawn = unwrap(used, file, key);
        boolean fits = drawn != null;
        if (drawn == null && previous != null) {
            drawn = unwrap(used, file, previous);
        }
        if (drawn == null) {
            throw new IOException(
                    "it is encrypted with another key: set jetstream.key, or jetstream.prev_key, to that");
        }
        if (!fits || !twins.healthy()) {
            notes.accept(
                    fits
                            ? "a copy of the key file in " + folder + " was damaged or old, and is made anew"
                            : "the key file in " + folder + " is under the new key now");
            write(disk, folder, code, drawn, key);
        }
        return Vault.locked(used, drawn, (code & LATE) != 0);
    }

    private static byte @Nullable [] unwrap(CipherKind kind, ByteBuffer file, String key) {
        try {
            ByteBuffer drawn = operators(kind, key).unwrap(file.duplicate());
            byte[] bytes = new byte[drawn.remaining()];
            drawn.get(bytes);
            return bytes;
        } catch (DamagedException _) {
            return null;
        }
    }

    private static void write(Disk disk, Path folder, int code, byte[] drawn, String key) throws IOException {
        byte[] wrapped = operators(CipherKind.of(code & ~LATE), key).wrap(drawn, drawn.length);
        ByteWriter content = new ByteWriter(1 + wrapped.length);
        content.putByte(code).putBytes(wrapped, 0, wrapped.length);
        new TwinFile(disk, folder, NAME, FileKind.KEY).write(content.array(), content.length(), Envelope.LOCKED);
    }

    private static Vault operators(CipherKind kind, String key) {
        try {
            return Vault.locked(kind, MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)), false);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public String toString() {
        return key == null ? "no key" : "a key for " + kind;
    }
}
