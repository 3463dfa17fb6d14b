package io.natterjack.app.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;

/// Answers a server's nonce with the seed of an nkey, as a client would.
final class NonceSigner {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    /// A seed begins with two bytes that say whose key it is, and ends with two bytes of checksum.
    private static final int PREFIX_BYTES = 2;
    private static final int KEY_BYTES = 32;

    private NonceSigner() {}

    static String sign(String seed, String nonce) {
        try {
            var spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, key(seed));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(spec));
            signature.update(nonce.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException failure) {
            throw new IllegalArgumentException("not the seed of an nkey: " + seed, failure);
        }
    }

    private static byte[] key(String seed) {
        var key = new byte[KEY_BYTES];
        for (int bit = 0; bit < KEY_BYTES * 8; bit++) {
            int from = bit + PREFIX_BYTES * 8;
            int letter = BASE32.indexOf(seed.charAt(from / 5));
            key[bit / 8] |= (byte) ((letter >> (4 - from % 5) & 1) << (7 - bit % 8));
        }
        return key;
    }
}
