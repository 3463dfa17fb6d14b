package io.natterjack.domain.jetstream.advisory;

import java.util.random.RandomGenerator;

/// Names that are unique without asking anybody: of advisories, and of consumers that were given none.
///
/// Confined to the shard.
public final class UniqueNames {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 22;

    private final RandomGenerator random;

    public UniqueNames(RandomGenerator random) {
        this.random = random;
    }

    /// 22 letters and digits.
    public String next() {
        return next(LENGTH);
    }

    public String next(int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
