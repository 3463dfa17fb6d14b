package io.natterjack.domain.memory.subject;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A hash table of keys that are their own values. Looking up allocates nothing, and an entry costs one reference.
///
/// Open addressing with linear probing: what does not fit in its slot goes to the next free one, and moves back when
/// that is possible again. At most three quarters of the slots are taken.
final class ByteTable<K extends ByteKey> {
    private static final int SLOTS_MIN = 4;
    private static final int SPARSE = 8;

    private @Nullable ByteKey[] slots = new ByteKey[SLOTS_MIN];
    private int size;

    int size() {
        return size;
    }

    // Only K is ever put in.
    @SuppressWarnings("unchecked")
    @Nullable
    K get(int hash, byte[] bytes, int from, int to) {
        int mask = slots.length - 1;
        for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
            ByteKey found = slots[slot];
            if (found == null || found.is(hash, bytes, from, to)) {
                return (K) found;
            }
        }
    }

    /// Adds a key that is not there yet.
    void add(K key) {
        if ((size + 1) * 4L > slots.length * 3L) {
            resize(slots.length * 2);
        }
        place(key);
        size++;
    }

    private void place(ByteKey key) {
        int mask = slots.length - 1;
        int slot = key.hash() & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = key;
    }

    /// Removes a key that is there.
    void remove(K key) {
        int mask = slots.length - 1;
        int hole = key.hash() & mask;
        while (slots[hole] != key) {
            hole = (hole + 1) & mask;
        }
        slots[hole] = null;
        size--;
        if (slots.length > SLOTS_MIN && size * SPARSE < slots.length) {
            resize(slots.length / 2);
        } else {
            closeGap(hole, mask);
        }
    }

    /// Moves back what is behind a hole and would not be found any more.
    private void closeGap(int gap, int mask) {
        int hole = gap;
        int slot = (gap + 1) & mask;
        for (ByteKey next = slots[slot]; next != null; next = slots[slot]) {
            int displaced = (slot - next.hash()) & mask;
            if (displaced >= ((slot - hole) & mask)) {
                slots[hole] = next;
                slots[slot] = null;
                hole = slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    private void resize(int length) {
        @Nullable ByteKey[] old = slots;
        slots = new ByteKey[length];
        for (ByteKey key : old) {
            if (key != null) {
                place(key);
            }
        }
    }

    /// Shows every key until somebody has seen enough.
    ///
    /// @return false if somebody had
    // Only K is ever put in.
    @SuppressWarnings("unchecked")
    boolean all(Predicate<? super K> visitor) {
        for (ByteKey key : slots) {
            if (key != null && !visitor.test((K) key)) {
                return false;
            }
        }
        return true;
    }
}
