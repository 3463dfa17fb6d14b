package io.natterjack.filestore;

import io.natterjack.ports.storage.StreamKey;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The names of the folders of streams: the identity of the stream, which is what counts, and as much of its name as
/// cannot do any harm, for whoever looks.
final class Folders {
    private static final int ID_DIGITS = 16;
    private static final int NAME_CHARACTERS_MAX = 64;

    private Folders() {}

    static String name(long stream, StreamKey key) {
        String text = key.account() + "." + key.stream();
        String harmless = text.replaceAll("[^A-Za-z0-9_$-]", "_");
        String end = harmless.length() > NAME_CHARACTERS_MAX ? harmless.substring(0, NAME_CHARACTERS_MAX) : harmless;
        return HexFormat.of().toHexDigits(stream) + "-" + end;
    }

    /// The identity in the name of a folder; null if it is another kind of folder.
    static @Nullable Long stream(String name) {
        if (name.length() <= ID_DIGITS || name.charAt(ID_DIGITS) != '-') {
            return null;
        }
        try {
            return HexFormat.fromHexDigitsToLong(name, 0, ID_DIGITS);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
