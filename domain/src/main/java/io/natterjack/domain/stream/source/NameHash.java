package io.natterjack.domain.stream.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Eight letters and digits that stand for a longer text, the same as those of the reference.
public final class NameHash {
    private static final int LENGTH = 8;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private NameHash() {}

    public static String of(String text) {
        byte[] digest = sha256(text.getBytes(UTF_8));
        byte[] hash = new byte[LENGTH];
        for (int at = 0; at < LENGTH; at++) {
            hash[at] = (byte) DIGITS.charAt((digest[at] & 0xff) % DIGITS.length());
        }
        return new String(hash, ISO_8859_1);
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
