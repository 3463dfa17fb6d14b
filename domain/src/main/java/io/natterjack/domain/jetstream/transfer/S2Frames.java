package io.natterjack.domain.jetstream.transfer;

import java.util.zip.CRC32C;

/// The framing format of S2, with frames that are not compressed: a header, then frames of up to 64 KiB with a checksum
/// each. Everything that reads S2 reads it.
final class S2Frames {
    private static final byte[] HEADER = {(byte) 0xff, 6, 0, 0, 'S', '2', 's', 'T', 'w', 'O'};
    private static final int UNCOMPRESSED = 1;
    private static final int IDENTIFIER = 0xff;
    private static final int PADDING_MIN = 0x80;
    private static final int HEAD = 4;
    private static final int CHECKSUM = 4;
    private static final int DATA_MAX = 1 << 16;
    private static final int FRAME_MAX = 1 << 24;

    private S2Frames() {}

    static void begin(GrowingBytes out) {
        out.add(HEADER, 0, HEADER.length);
    }

    /// Takes everything from one and adds it to the other as frames.
    static void move(GrowingBytes data, GrowingBytes out) {
        while (data.length() > 0) {
            int length = Math.min(DATA_MAX, data.length());
            int size = length + CHECKSUM;
            out.add(UNCOMPRESSED).add(size).add(size >>> 8).add(size >>> 16);
            int checksum = checksum(data.bytes(), data.from(), length);
            out.add(checksum).add(checksum >>> 8).add(checksum >>> 16).add(checksum >>> 24);
            out.add(data.bytes(), data.from(), length);
            data.drop(length);
        }
    }

    /// Takes every whole frame from one and adds what is in it to the other.
    ///
    /// @throws SnapshotException if it is no such frame
    static void unpack(GrowingBytes in, GrowingBytes data) {
        while (in.length() >= HEAD) {
            int kind = in.at(0);
            int size = in.at(1) | (in.at(2) << 8) | (in.at(3) << 16);
            if (kind == UNCOMPRESSED && (size < CHECKSUM || size > FRAME_MAX)) {
                throw new SnapshotException("corrupt frame");
            }
            if (in.length() < HEAD + size) {
                return;
            }
            if (kind == UNCOMPRESSED) {
                unpackOne(in, size - CHECKSUM, data);
            } else if (kind != IDENTIFIER && kind < PADDING_MIN) {
                throw new SnapshotException("not a snapshot of this server: it is compressed");
            }
            in.drop(HEAD + size);
        }
    }

    private static void unpackOne(GrowingBytes in, int length, GrowingBytes data) {
        int said = in.at(4) | (in.at(5) << 8) | (in.at(6) << 16) | (in.at(7) << 24);
        int from = in.from() + HEAD + CHECKSUM;
        if (said != checksum(in.bytes(), from, length)) {
            throw new SnapshotException("checksum mismatch");
        }
        data.add(in.bytes(), from, length);
    }

    /// Rotated and moved, so that it differs from one that is in the data itself.
    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }
}
