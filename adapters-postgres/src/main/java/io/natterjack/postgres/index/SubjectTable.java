package io.natterjack.postgres.index;

import java.util.Arrays;

/// Gives every subject of a stream a small number, and keeps for each how many messages it has and which are the first
/// and the last. A number is used again after its last message is gone. Confined.
///
/// Open addressing with linear probing; a slot holds the number plus one, 0 if it is free.
final class SubjectTable {
    private static final int START = 16;
    private static final int NONE = -1;

    private int[] slots = new int[START * 2];
    private byte[][] names = new byte[START][];
    private int[] hashes = new int[START];
    private long[] count = new long[START];
    private long[] first = new long[START];
    private long[] last = new long[START];
    private int[] free = new int[START];
    private int freeCount;
    private int end;

    /// Different subjects.
    int size() {
        return end - freeCount;
    }

    /// Above every number that is in use.
    int end() {
        return end;
    }

    /// Null if the number is not in use.
    @SuppressWarnings("NullAway") // Slots between the names are empty.
    byte[] name(int id) {
        return names[id];
    }

    boolean used(int id) {
        return count[id] > 0;
    }

    long count(int id) {
        return count[id];
    }

    long first(int id) {
        return first[id];
    }

    void first(int id, long sequence) {
        first[id] = sequence;
    }

    long last(int id) {
        return last[id];
    }

    void last(int id, long sequence) {
        last[id] = sequence;
    }

    /// The number of a subject; -1 if it has no message.
    int find(byte[] bytes, int from, int to) {
        int at = slotOf(bytes, from, to, hash(bytes, from, to));
        return slots[at] - 1;
    }

    /// Counts one more message, whose sequence is above all before it.
    ///
    /// @return the subject's number
    int add(byte[] bytes, int from, int to, long sequence) {
        int hash = hash(bytes, from, to);
        int at = slotOf(bytes, from, to, hash);
        int id = slots[at] - 1;
        if (id == NONE) {
            id = freeCount > 0 ? free[--freeCount] : grown();
            names[id] = Arrays.copyOfRange(bytes, from, to);
            hashes[id] = hash;
            first[id] = sequence;
            slots[at] = id + 1;
            if (size() * 2 > slots.length) {
                rehash();
            }
        }
        count[id]++;
        last[id] = sequence;
        return id;
    }

    /// Counts one message less.
    ///
    /// @return whether that was the last one, and the number is free now
    boolean subtract(int id) {
        if (--count[id] > 0) {
            return false;
        }
        unlink(id);
        free[freeCount++] = id;
        return true;
    }

    private int grown() {
        if (end == names.length) {
            int length = end * 2;
            names = Arrays.copyOf(names, length);
            hashes = Arrays.copyOf(hashes, length);
            count = Arrays.copyOf(count, length);
            first = Arrays.copyOf(first, length);
            last = Arrays.copyOf(last, length);
            free = Arrays.copyOf(free, length);
        }
        return end++;
    }

    private void rehash() {
        int[] old = slots;
        slots = new int[old.length * 2];
        for (int slot : old) {
            if (slot != 0) {
                int at = home(hashes[slot - 1]);
                while (slots[at] != 0) {
                    at = after(at);
                }
                slots[at] = slot;
            }
        }
    }

    /// Frees the slot of a subject, and moves those behind it that could not be found any more.
    @SuppressWarnings("NullAway") // A free number has no name.
    private void unlink(int id) {
        int hole = home(hashes[id]);
        while (slots[hole] != id + 1) {
            hole = after(hole);
        }
        names[id] = null;
        slots[hole] = 0;
        for (int at = after(hole); slots[at] != 0; at = after(at)) {
            int home = home(hashes[slots[at] - 1]);
            boolean reachable = hole <= at ? (hole < home && home <= at) : (hole < home || home <= at);
            if (!reachable) {
                slots[hole] = slots[at];
                slots[at] = 0;
                hole = at;
            }
        }
    }

    /// The slot of a subject, or the free one where it would be.
    private int slotOf(byte[] bytes, int from, int to, int hash) {
        int at = home(hash);
        while (slots[at] != 0) {
            int id = slots[at] - 1;
            byte[] name = names[id];
            if (hashes[id] == hash && Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return at;
            }
            at = after(at);
        }
        return at;
    }

    private int home(int hash) {
        return hash & (slots.length - 1);
    }

    private int after(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
