package io.natterjack.filestore.index;

import io.natterjack.filestore.record.Bytes;
import java.util.Arrays;

/// All subjects of a stream that have a message, with how many, the first and the last.
///
/// This is the one index that is in memory as a whole, so it is made of arrays: a subject costs about 50 bytes and
/// its name, whatever the number of its messages. A slot of the hash table holds the number of a subject plus one,
/// and all else is found by that number. Numbers of subjects that are gone are used again; their names are swept
/// out when they are more than half of all.
///
/// The first and the last are only bounds after a message at that end is gone, as most are never asked for. Who needs
/// them exactly searches from there, and settles what was found.
///
/// Confined to the stream's owner.
public final class SubjectTable {
    public static final int NONE = -1;

    private static final int CAPACITY = 16;
    private static final int SWEEP_BYTES_MIN = 1 << 16;
    private static final byte FIRST_IS_BOUND = 1;
    private static final byte LAST_IS_BOUND = 2;

    private int[] slots = new int[CAPACITY * 2];
    private Names names = new Names();
    private int[] name = new int[CAPACITY];
    private int[] hash = new int[CAPACITY];
    private int[] count = new int[CAPACITY];
    private long[] first = new long[CAPACITY];
    private long[] last = new long[CAPACITY];
    private byte[] bounds = new byte[CAPACITY];
    private int[] localSegment = new int[CAPACITY];
    private int[] local = new int[CAPACITY];
    private final Ints free = new Ints();
    private int freeCount;
    private int used;
    private int sweptBytes;

    /// The number of a subject; [#NONE] if it has no message.
    public int find(byte[] subject, int from, int to) {
        return find(Bytes.hash(subject, from, to), subject, from, to);
    }

    private int find(int wanted, byte[] subject, int from, int to) {
        int mask = slots.length - 1;
        for (int slot = wanted & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int id = slots[slot] - 1;
            if (hash[id] == wanted && names.equal(name[id], subject, from, to)) {
                return id;
            }
        }
        return NONE;
    }

    /// Counts messages of a subject that are behind all others of it.
    ///
    /// @return the number of the subject
    public int add(byte[] subject, int from, int to, int messages, long firstSequence, long lastSequence) {
        int wanted = Bytes.hash(subject, from, to);
        int id = find(wanted, subject, from, to);
        if (id == NONE) {
            id = insert(wanted, subject, from, to);
            first[id] = firstSequence;
        }
        count[id] += messages;
        last[id] = lastSequence;
        bounds[id] &= ~LAST_IS_BOUND;
        return id;
    }

    /// Takes a message away. A subject without any is forgotten.
    public void remove(int id, long sequence) {
        count[id]--;
        if (count[id] == 0) {
            forget(id);
            return;
        }
        if (first[id] == sequence) {
            first[id] = sequence + 1;
            bounds[id] |= FIRST_IS_BOUND;
        }
        if (last[id] == sequence) {
            last[id] = sequence - 1;
            bounds[id] |= LAST_IS_BOUND;
        }
        if (count[id] == 1 && firstExact(id)) {
            settleLast(id, first[id]);
        } else if (count[id] == 1 && lastExact(id)) {
            settleFirst(id, last[id]);
        }
    }

    /// Takes messages away that are before all others of their subject.
    ///
    /// @param through · no message that is left has this sequence or one below it
    public void removeFirst(int id, int messages, long through) {
        count[id] -= messages;
        if (count[id] == 0) {
            forget(id);
        } else if (count[id] == 1 && lastExact(id)) {
            settleFirst(id, last[id]);
        } else if (first[id] <= through) {
            first[id] = through + 1;
            bounds[id] |= FIRST_IS_BOUND;
        }
    }

    public int count(int id) {
        return count[id];
    }

    /// The first sequence, or a bound below it.
    public long first(int id) {
        return first[id];
    }

    public boolean firstExact(int id) {
        return (bounds[id] & FIRST_IS_BOUND) == 0;
    }

    public void settleFirst(int id, long sequence) {
        first[id] = sequence;
        bounds[id] &= ~FIRST_IS_BOUND;
    }

    /// The last sequence, or a bound above it.
    public long last(int id) {
        return last[id];
    }

    public boolean lastExact(int id) {
        return (bounds[id] & LAST_IS_BOUND) == 0;
    }

    public void settleLast(int id, long sequence) {
        last[id] = sequence;
        bounds[id] &= ~LAST_IS_BOUND;
    }

    /// The number a subject has in one segment, -1 if it has none there yet.
    public int local(int id, int segment) {
        return localSegment[id] == segment ? local[id] : NONE;
    }

    public void localise(int id, int segment, int number) {
        localSegment[id] = segment;
        local[id] = number;
    }

    /// How many subjects there are.
    public int size() {
        return used - freeCount;
    }

    /// Above the number of every subject. Those with a count of 0 are free.
    public int end() {
        return used;
    }

    /// Holds the name of every subject, until the table is changed.
    public byte[] nameBytes() {
        return names.array();
    }

    public int nameFrom(int id) {
        return names.from(name[id]);
    }

    public int nameTo(int id) {
        return names.to(name[id]);
    }

    public void clear() {
        slots = new int[CAPACITY * 2];
        names.clear();
        Arrays.fill(count, 0, used, 0);
        freeCount = 0;
        used = 0;
        sweptBytes = 0;
    }

    private int insert(int wanted, byte[] subject, int from, int to) {
        if ((size() + 1) * 3L > slots.length * 2L) {
            rehash();
        }
        int id = freeCount > 0 ? free.get(--freeCount) : used++;
        if (id == name.length) {
            grow(id * 2);
        }
        name[id] = names.add(subject, from, to);
        hash[id] = wanted;
        count[id] = 0;
        bounds[id] = 0;
        localSegment[id] = NONE;
        place(id);
        return id;
    }

    private void place(int id) {
        int mask = slots.length - 1;
        int slot = hash[id] & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = id + 1;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        for (int id = 0; id < used; id++) {
            if (count[id] > 0) {
                place(id);
            }
        }
    }

    private void grow(int capacity) {
        name = Arrays.copyOf(name, capacity);
        hash = Arrays.copyOf(hash, capacity);
        count = Arrays.copyOf(count, capacity);
        first = Arrays.copyOf(first, capacity);
        last = Arrays.copyOf(last, capacity);
        bounds = Arrays.copyOf(bounds, capacity);
        localSegment = Arrays.copyOf(localSegment, capacity);
        local = Arrays.copyOf(local, capacity);
    }

    private void forget(int id) {
        int mask = slots.length - 1;
        int slot = hash[id] & mask;
        while (slots[slot] != id + 1) {
            slot = (slot + 1) & mask;
        }
        close(slot, mask);
        if (freeCount < free.size()) {
            free.set(freeCount, id);
        } else {
            free.add(id);
        }
        freeCount++;
        sweptBytes += names.to(name[id]) - name[id];
        if (sweptBytes > SWEEP_BYTES_MIN && sweptBytes > names.size() / 2) {
            sweep();
        }
    }

    /// Empties a slot, and moves those behind it that would not be found any more.
    private void close(int slot, int mask) {
        int hole = slot;
        int next = (slot + 1) & mask;
        while (slots[next] != 0) {
            int home = hash[slots[next] - 1] & mask;
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                slots[hole] = slots[next];
                hole = next;
            }
            next = (next + 1) & mask;
        }
        slots[hole] = 0;
    }

    private void sweep() {
        Names kept = new Names();
        for (int id = 0; id < used; id++) {
            if (count[id] > 0) {
                name[id] = kept.add(names.array(), nameFrom(id), nameTo(id));
            }
        }
        names = kept;
        sweptBytes = 0;
    }
}
