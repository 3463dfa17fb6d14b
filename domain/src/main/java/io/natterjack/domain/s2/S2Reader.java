package io.natterjack.domain.s2;

import java.util.Arrays;

/// Unpacks frames as they come, of S2 or of Snappy. Confined to one thread.
public final class S2Reader {
    private final ByteQueue in = new ByteQueue();
    private final BlockReader blocks = new BlockReader();
    private boolean identified;

    /// Takes the next piece, of any length.
    public void feed(byte[] piece, int from, int length) {
        in.add(piece, from, length);
    }

    /// Bytes that were fed and not unpacked.
    public int waiting() {
        return in.length();
    }

    /// Unpacks one frame, if it is whole.
    ///
    /// @param data · to which that is added what is in it: nothing, for some
    /// @return false if there is none
    /// @throws S2Exception if it is no such frame
    public boolean next(ByteQueue data) {
        if (in.length() < S2Frames.HEAD) {
            return false;
        }
        int kind = in.at(0);
        int size = in.at(1) | in.at(2) << 8 | in.at(3) << 16;
        check(kind, size);
        if (in.length() < S2Frames.HEAD + size) {
            return false;
        }
        int from = in.from() + S2Frames.HEAD;
        switch (kind) {
            case S2Frames.COMPRESSED, S2Frames.UNCOMPRESSED -> data(kind, from, size, data);
            case S2Frames.IDENTIFIER -> identify(from, size);
            default -> {} // skipped: padding, or an index for those who jump
        }
        in.drop(S2Frames.HEAD + size);
        return true;
    }

    /// Before the whole of a frame has been waited for.
    private void check(int kind, int size) {
        boolean data = kind == S2Frames.COMPRESSED || kind == S2Frames.UNCOMPRESSED;
        if (!identified && kind != S2Frames.IDENTIFIER) {
            throw new S2Exception("s2: corrupt input");
        }
        if (!data && kind < S2Frames.SKIPPABLE_MIN) {
            throw new S2Exception("s2: unsupported input");
        }
        // A block that is larger than what is in it would have been left as it was.
        if (data && (size < S2Frames.CHECKSUM || size > S2Frames.CHECKSUM + S2Frames.DATA_MAX)) {
            throw new S2Exception("s2: corrupt input");
        }
    }

    private void identify(int from, int size) {
        byte[] name = Arrays.copyOfRange(in.bytes(), from, from + size);
        byte[] own = Arrays.copyOfRange(S2Frames.IDENTIFIER_FRAME, S2Frames.HEAD, S2Frames.IDENTIFIER_FRAME.length);
        identified = Arrays.equals(name, own) || Arrays.equals(name, S2Frames.SNAPPY_NAME);
        if (!identified) {
            throw new S2Exception("s2: unsupported input");
        }
    }

    private void data(int kind, int from, int size, ByteQueue data) {
        int said = in.at(4) | in.at(5) << 8 | in.at(6) << 16 | in.at(7) << 24;
        int length = size - S2Frames.CHECKSUM;
        int before = data.length();
        if (kind == S2Frames.COMPRESSED) {
            blocks.read(in.bytes(), from + S2Frames.CHECKSUM, length, data);
        } else {
            data.add(in.bytes(), from + S2Frames.CHECKSUM, length);
        }
        int added = data.length() - before;
        if (said != S2Frames.checksum(data.bytes(), data.from() + before, added)) {
            throw new S2Exception("s2: crc mismatch");
        }
    }
}
