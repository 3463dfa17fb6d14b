package io.natterjack.app.config.options;

/// Where a configuration comes from.
///
/// @param file   · as named on the command line; empty for none
/// @param digest · `sha256:` and the hash of the content; empty for none
public record ConfigSource(String file, String digest) {
    public static final ConfigSource NONE = new ConfigSource("", "");
}
