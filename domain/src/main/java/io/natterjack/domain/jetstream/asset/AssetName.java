package io.natterjack.domain.jetstream.asset;

/// How streams and consumers may be called.
public final class AssetName {
    /// In bytes of UTF-8.
    public static final int BYTES_MAX = 255;

    private static final String FORBIDDEN = " \t\r\n\f.*>\\/";

    private AssetName() {}

    /// Whether it is a token that is also a file name, on every system. Its length is not looked at.
    public static boolean valid(String name) {
        return !name.isEmpty() && name.chars().noneMatch(c -> FORBIDDEN.indexOf(c) >= 0);
    }
}
