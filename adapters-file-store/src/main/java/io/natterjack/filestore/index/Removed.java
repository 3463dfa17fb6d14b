package io.natterjack.filestore.index;

import java.util.Arrays;

/// Which messages of a segment are gone: one bit for each, once there is one.
///
/// Confined to the stream's owner, but for [#snapshot], which is shared until the next change makes a copy.
public final class Removed {
    private static final long[] NONE = {};

    private long[] words = NONE;
    private int count;
    private boolean shared;

    /// @param bits · as of [#snapshot]
    public void restore(long[] bits) {
        words = bits;
        shared = true;
        count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
    }

    public boolean contains(int ordinal) {
        int word = ordinal >>> 6;
        return word < words.length && (words[word] & (1L << ordinal)) != 0;
    }

    /// @return false if it was gone already
    public boolean add(int ordinal) {
        if (contains(ordinal)) {
            return false;
        }
        int word = ordinal >>> 6;
        if (word >= words.length) {
            words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
            shared = false;
        } else if (shared) {
            words = words.clone();
            shared = false;
        }
        words[word] |= 1L << ordinal;
        count++;
        return true;
    }

    public int count() {
        return count;
    }

    /// The first from an ordinal on that is not gone.
    public int nextLive(int ordinal) {
        int word = ordinal >>> 6;
        if (word >= words.length) {
            return ordinal;
        }
        long live = ~words[word] & (-1L << ordinal);
        while (live == 0) {
            word++;
            if (word == words.length) {
                return word << 6;
            }
            live = ~words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(live);
    }

    /// The last up to an ordinal that is not gone; -1 if there is none.
    public int previousLive(int ordinal) {
        int word = ordinal >>> 6;
        if (ordinal < 0 || word >= words.length) {
            return ordinal;
        }
        long live = ~words[word] & (-1L >>> (63 - (ordinal & 63)));
        while (live == 0) {
            word--;
            if (word < 0) {
                return -1;
            }
            live = ~words[word];
        }
        return (word << 6) + 63 - Long.numberOfLeadingZeros(live);
    }

    /// How many are gone in a range, the end excluded.
    public int count(int from, int to) {
        int gone = 0;
        for (int word = from >>> 6; word < words.length && word << 6 < to; word++) {
            long bits = words[word];
            int base = word << 6;
            if (base < from) {
                bits &= -1L << from;
            }
            if (to - base < 64) {
                bits &= (1L << to) - 1;
            }
            gone += Long.bitCount(bits);
        }
        return gone;
    }

    /// The bits as they are now, never to be written to.
    public long[] snapshot() {
        shared = true;
        return words;
    }
}
