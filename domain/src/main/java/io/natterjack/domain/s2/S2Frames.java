package io.natterjack.domain.s2;

import java.util.zip.CRC32C;

/// The framing: a kind, three bytes of length with the lowest first, and the rest; the first frame is an identifier.
final class S2Frames {
    static final byte[] IDENTIFIER_FRAME = {(byte) 0xff, 6, 0, 0, 'S', '2', 's', 'T', 'w', 'O'};
    static final byte[] SNAPPY_NAME = {'s', 'N', 'a', 'P', 'p', 'Y'};

    static final int COMPRESSED = 0;
    static final int UNCOMPRESSED = 1;
    static final int IDENTIFIER = 0xff;

    /// Kinds from here on may be skipped by whoever does not know them.
    static final int SKIPPABLE_MIN = 0x80;

    static final int HEAD = 4;
    static final int CHECKSUM = 4;

    /// What one frame may hold when it is unpacked.
    static final int DATA_MAX = 4 << 20;

    private S2Frames() {}

    /// Rotated and moved, so that it differs from one that is in the data itself.
    static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }
}
