package io.natterjack.domain.broker;

import java.util.Base64;
import java.util.random.RandomGenerator;

/// What the server asks clients with a key to sign: eleven random bytes as fifteen characters.
final class Nonce {
    private static final int LENGTH_BYTES = 11;

    private Nonce() {}

    static String next(RandomGenerator random) {
        byte[] bytes = new byte[LENGTH_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
