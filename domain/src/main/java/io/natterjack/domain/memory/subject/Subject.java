package io.natterjack.domain.memory.subject;

import org.jspecify.annotations.Nullable;

/// One subject and the sequences of its messages. Up to two of them need no list, which is what most subjects of a
/// key-value bucket have.
public final class Subject extends ByteKey {
    private static final int WITHOUT_LIST_MAX = 2;

    private long first;
    private long last;
    private int count;
    private @Nullable Sequences list;

    Subject(byte[] bytes, int hash) {
        super(bytes, 0, bytes.length, hash);
    }

    /// Messages.
    public int count() {
        return count;
    }

    /// Sequence of the first; 0 if there is none.
    public long first() {
        return count == 0 ? 0 : first;
    }

    /// Sequence of the last; 0 if there is none.
    public long last() {
        return count == 0 ? 0 : last;
    }

    /// @param sequence · above all that are there
    public void add(long sequence) {
        if (count == 0) {
            first = sequence;
        } else if (count == WITHOUT_LIST_MAX && list == null) {
            list = new Sequences();
            list.add(first);
            list.add(last);
        }
        if (list != null) {
            list.add(sequence);
        }
        last = sequence;
        count++;
    }

    /// @param sequence · one that is there
    public void remove(long sequence) {
        count--;
        if (list == null) {
            first = sequence == first ? last : first;
            last = first;
            return;
        }
        list.remove(sequence);
        if (count > 0) {
            first = list.first();
            last = list.last();
        }
        if (count <= 1) {
            list = null;
        }
    }

    /// Sequence of the first message that is not before one; 0 if there is none.
    public long next(long from) {
        if (count == 0 || last < from) {
            return 0;
        }
        if (from <= first) {
            return first;
        }
        return list == null ? last : list.atOrAbove(from);
    }

    /// Sequence of the last message that is not behind one; 0 if there is none.
    public long previous(long to) {
        if (count == 0 || first > to) {
            return 0;
        }
        if (to >= last) {
            return last;
        }
        return list == null ? first : list.atOrBelow(to);
    }

    /// Messages from one sequence to another, both included.
    public int count(long from, long to) {
        if (count == 0 || from > to || from > last || to < first) {
            return 0;
        }
        if (from <= first && to >= last) {
            return count;
        }
        if (list != null) {
            return list.count(from, to);
        }
        return (first >= from ? 1 : 0) + (count == 2 && last <= to ? 1 : 0);
    }
}
