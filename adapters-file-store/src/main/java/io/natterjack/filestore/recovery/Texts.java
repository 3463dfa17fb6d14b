package io.natterjack.filestore.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// Bytes and texts with their length in front, as files have them.
final class Texts {
    private Texts() {}

    static byte[] block(ByteBuffer from) {
        byte[] bytes = new byte[from.getInt()];
        from.get(bytes);
        return bytes;
    }

    static String text(ByteBuffer from) {
        return new String(block(from), UTF_8);
    }
}
