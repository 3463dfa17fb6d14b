package io.natterjack.domain.auth.nkey;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The public half of a key, as it is written in configurations: `U` and 55 more characters.
///
/// **Threading.** Immutable.
public final class PublicNkey {
    /// Of a raw ed25519 or x25519 key.
    static final int KEY_BYTES = 32;

    /// What X.509 writes in front of a raw ed25519 key.
    private static final byte[] ED25519_X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String text;
    private final NkeyKind kind;
    private final byte[] raw;

    PublicNkey(NkeyKind kind, byte[] raw) {
        byte[] content = new byte[1 + KEY_BYTES];
        content[0] = (byte) kind.prefix();
        System.arraycopy(raw, 0, content, 1, KEY_BYTES);
        this.kind = kind;
        this.raw = raw.clone();
        this.text = NkeyText.encode(content);
    }

    /// @return null if the text is not the public key of anybody: alphabet, length, prefix and checksum are checked
    public static @Nullable PublicNkey parse(String text) {
        byte[] content = NkeyText.decode(text);
        if (content == null || content.length != 1 + KEY_BYTES) {
            return null;
        }
        NkeyKind kind = NkeyKind.ofPrefix(content[0] & 0xff);
        return kind == null ? null : new PublicNkey(kind, Arrays.copyOfRange(content, 1, content.length));
    }

    public NkeyKind kind() {
        return kind;
    }

    /// Whether the owner of this key has signed the message. About 0.3 ms: leave it to a background thread.
    public boolean verifies(byte[] message, byte[] signature) {
        if (kind == NkeyKind.CURVE) {
            return false;
        }
        try {
            byte[] encoded = Arrays.copyOf(ED25519_X509_HEAD, ED25519_X509_HEAD.length + KEY_BYTES);
            System.arraycopy(raw, 0, encoded, ED25519_X509_HEAD.length, KEY_BYTES);
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            return false; // not a point of the curve, or not the form of a signature
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
