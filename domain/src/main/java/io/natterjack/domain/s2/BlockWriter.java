package io.natterjack.domain.s2;

import java.util.Arrays;

/// Writes blocks that Snappy's readers understand, too: literals, and copies of what came before, found by hashes of
/// four bytes. Where nothing repeats it looks at fewer and fewer places. Confined to one thread.
final class BlockWriter {
    private static final int TABLE_BITS = 14;
    private static final int MATCH_MIN = 4;
    private static final int COPY_MAX = 64;
    private static final int SHORT_COPY_MAX = 11;
    private static final int SHORT_OFFSET_MAX = 2_047;
    private static final int LITERAL_SHORT_MAX = 60;

    /// Misses after which it goes on in longer steps.
    private static final int PATIENCE_BITS = 5;

    /// Where four bytes with this hash were seen last, counted from 1.
    private final int[] seen = new int[1 << TABLE_BITS];

    /// Appends one block.
    ///
    /// @param length · 64 KiB at most
    void write(byte[] data, int from, int length, ByteQueue out) {
        Arrays.fill(seen, 0);
        for (int rest = length; ; rest >>>= 7) {
            if (rest < 0x80) {
                out.add(rest);
                break;
            }
            out.add(rest | 0x80);
        }
        int end = from + length;
        int literal = from;
        int at = from;
        int misses = 1 << PATIENCE_BITS;
        while (at + MATCH_MIN <= end) {
            int hash = (int4(data, at) * 0x9e3779b1) >>> (32 - TABLE_BITS);
            int match = from + seen[hash] - 1;
            seen[hash] = at - from + 1;
            if (match >= from && int4(data, match) == int4(data, at)) {
                int matched = Arrays.mismatch(data, at, end, data, match, match + end - at);
                int run = matched < 0 ? end - at : matched;
                literal(data, literal, at, out);
                copy(at - match, run, out);
                at += run;
                literal = at;
                misses = 1 << PATIENCE_BITS;
            } else {
                at += misses++ >>> PATIENCE_BITS;
            }
        }
        literal(data, literal, end, out);
    }

    private static int int4(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    private static void literal(byte[] data, int from, int to, ByteQueue out) {
        int length = to - from;
        if (length == 0) {
            return;
        }
        int said = length - 1;
        if (said < LITERAL_SHORT_MAX) {
            out.add(said << 2);
        } else if (said < 1 << 8) {
            out.add(BlockReader.LITERAL_1 << 2).add(said);
        } else {
            out.add((BlockReader.LITERAL_1 + 1) << 2).add(said).add(said >>> 8);
        }
        out.add(data, from, length);
    }

    private static void copy(int offset, int length, ByteQueue out) {
        int rest = length;
        while (rest > 0) {
            // What is left behind must not be too short for a copy of its own kind.
            int part = rest <= COPY_MAX ? rest : Math.min(COPY_MAX, rest - MATCH_MIN);
            if (part >= MATCH_MIN && part <= SHORT_COPY_MAX && offset <= SHORT_OFFSET_MAX) {
                out.add(BlockReader.COPY_1 | ((part - MATCH_MIN) << 2) | ((offset >>> 8) << 5))
                        .add(offset);
            } else {
                out.add(BlockReader.COPY_2 | ((part - 1) << 2)).add(offset).add(offset >>> 8);
            }
            rest -= part;
        }
    }
}
