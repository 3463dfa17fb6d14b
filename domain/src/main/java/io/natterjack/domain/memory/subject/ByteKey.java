package io.natterjack.domain.memory.subject;

import java.util.Arrays;

/// Some bytes of an array under which something is found in a [ByteTable]. The array is never written to.
abstract sealed class ByteKey permits Subject, TokenNode {
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final int hash;

    ByteKey(byte[] bytes, int from, int to, int hash) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.hash = hash;
    }

    /// Spreads well enough for a table whose size is a power of two.
    static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int spread = hash * 0x9E3779B9;
        return spread ^ (spread >>> 15);
    }

    public final byte[] bytes() {
        return bytes;
    }

    public final int from() {
        return from;
    }

    public final int to() {
        return to;
    }

    final int hash() {
        return hash;
    }

    final boolean is(int otherHash, byte[] other, int otherFrom, int otherTo) {
        return hash == otherHash && Arrays.equals(bytes, from, to, other, otherFrom, otherTo);
    }
}
