package io.natterjack.domain.s2;

/// Reads one block: its length when it is unpacked, then literals, copies of what came before, and copies that repeat
/// the distance of the one before them.
///
/// Lengths and distances are checked before anything is copied. Confined to one thread.
final class BlockReader {
    static final int LITERAL_1 = 60;
    static final int COPY_1 = 1;
    static final int COPY_2 = 2;

    private static final int KIND = 3;
    private static final int COPY_MIN = 4;
    private static final int REPEAT_1 = 5;
    private static final int REPEAT_2 = 6;
    private static final int REPEAT_3 = 7;

    private byte[] in = {};
    private int at;
    private int end;
    private byte[] out = {};
    private int start;
    private int to;
    private int limit;
    private int offset;

    /// Appends what is in a block.
    ///
    /// @throws S2Exception if it is none, or holds more than a frame may
    void read(byte[] bytes, int from, int length, ByteQueue into) {
        in = bytes;
        at = from;
        end = from + length;
        int size = size();
        start = into.reserve(size);
        out = into.bytes();
        to = start;
        limit = start + size;
        offset = 0;
        while (at < end) {
            element(next());
        }
        if (to != limit) {
            throw corrupt();
        }
        into.written(size);
    }

    private int size() {
        long size = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            int b = next();
            size |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                if (size > S2Frames.DATA_MAX) {
                    throw new S2Exception("s2: block too large");
                }
                return (int) size;
            }
        }
        throw corrupt();
    }

    private void element(int tag) {
        int said = tag >>> 2;
        switch (tag & KIND) {
            case 0 -> literal(said < LITERAL_1 ? said : number(said - LITERAL_1 + 1));
            case COPY_1 -> {
                int distance = (tag & 0xe0) << 3 | next();
                offset = distance == 0 ? offset : distance;
                copy(distance == 0 ? repeated(said) : COPY_MIN + (said & 7));
            }
            case COPY_2 -> {
                offset = (int) number(2);
                copy(said + 1);
            }
            default -> {
                offset = (int) Math.min(Integer.MAX_VALUE, number(4));
                copy(said + 1);
            }
        }
    }

    private int repeated(int said) {
        int kind = said & 7;
        int more = switch (kind) {
            case REPEAT_1 -> COPY_MIN + (int) number(1);
            case REPEAT_2 -> (1 << 8) + (int) number(2);
            case REPEAT_3 -> (1 << 16) + (int) number(3);
            default -> kind;
        };
        return COPY_MIN + more;
    }

    /// @param said · one less than there are
    private void literal(long said) {
        if (said >= end - at || said >= limit - to) {
            throw corrupt();
        }
        int length = (int) said + 1;
        System.arraycopy(in, at, out, to, length);
        at += length;
        to += length;
    }

    private void copy(int length) {
        if (offset <= 0 || offset > to - start || length > limit - to) {
            throw corrupt();
        }
        if (offset >= length) {
            System.arraycopy(out, to - offset, out, to, length);
            to += length;
            return;
        }
        for (int copied = 0; copied < length; copied++) {
            out[to] = out[to - offset];
            to++;
        }
    }

    /// The lowest byte is the first.
    private long number(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) next() << (8 * i);
        }
        return value;
    }

    private int next() {
        if (at == end) {
            throw corrupt();
        }
        return in[at++] & 0xff;
    }

    private static S2Exception corrupt() {
        return new S2Exception("s2: corrupt input");
    }
}
