package io.natterjack.domain.auth.nkey;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A key with its private half: what the server signs with, and what its id is the public half of.
///
/// **Threading.** Immutable.
public final class NkeyPair {
    private static final int SEED_PREFIX = 18 << 3;

    private final PublicNkey publicKey;
    private final byte[] seed;
    private final PrivateKey privateKey;

    private NkeyPair(NkeyKind kind, byte[] seed) {
        try {
            String algorithm = kind == NkeyKind.CURVE ? "X25519" : "Ed25519";
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(255, new GivenBytes(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] raw = Arrays.copyOfRange(encoded, encoded.length - PublicNkey.KEY_BYTES, encoded.length);
            this.publicKey = new PublicNkey(kind, raw);
            this.privateKey = pair.getPrivate();
            this.seed = seed.clone();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has ed25519 and x25519", e);
        }
    }

    /// @param random · has to be hard to guess, for a key that is to be trusted
    public static NkeyPair generate(NkeyKind kind, RandomGenerator random) {
        byte[] seed = new byte[PublicNkey.KEY_BYTES];
        random.nextBytes(seed);
        return new NkeyPair(kind, seed);
    }

    /// @param seed · `S`, the letter of the kind, and 56 more characters
    /// @return null if the text is not the seed of anybody
    public static @Nullable NkeyPair ofSeed(String seed) {
        byte[] content = NkeyText.decode(seed);
        if (content == null || content.length != 2 + PublicNkey.KEY_BYTES || (content[0] & 0xf8) != SEED_PREFIX) {
            return null;
        }
        NkeyKind kind = NkeyKind.ofPrefix(((content[0] & 7) << 5) | ((content[1] & 0xf8) >> 3));
        return kind == null ? null : new NkeyPair(kind, Arrays.copyOfRange(content, 2, content.length));
    }

    public PublicNkey publicKey() {
        return publicKey;
    }

    /// The private half as text. Whoever has it is its owner.
    public String seed() {
        byte[] content = new byte[2 + seed.length];
        int kind = publicKey.kind().prefix();
        content[0] = (byte) (SEED_PREFIX | (kind >> 5));
        content[1] = (byte) ((kind & 31) << 3);
        System.arraycopy(seed, 0, content, 2, seed.length);
        return NkeyText.encode(content);
    }

    /// @throws IllegalStateException if this is a curve key
    public byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(privateKey);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a curve key does not sign", e);
        }
    }

    /// The public half only.
    @Override
    public String toString() {
        return publicKey.toString();
    }

    /// Hands a generator the seed instead of chance: the JDK has no other way from a private key to its public half.
    private static final class GivenBytes extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] given;

        private GivenBytes(byte[] given) {
            this.given = given.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(given, 0, bytes, 0, bytes.length);
        }
    }
}
