package io.natterjack.filestore.segment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The segments of a stream, in order. Confined to the stream's owner.
public final class Segments {
    private final List<Segment> all = new ArrayList<>();

    public void add(Segment segment) {
        all.add(segment);
    }

    public void remove(Segment segment) {
        all.remove(segment);
    }

    /// Puts one segment in the place of those that are there of some others.
    public void replace(List<Segment> olds, Segment fresh) {
        int at = all.size();
        for (int i = olds.size() - 1; i >= 0; i--) {
            int index = all.indexOf(olds.get(i));
            if (index >= 0) {
                all.remove(index);
                at = index;
            }
        }
        all.add(at, fresh);
    }

    public int indexOf(Segment segment) {
        return all.indexOf(segment);
    }

    public boolean contains(Segment segment) {
        return all.contains(segment);
    }

    public int count() {
        return all.size();
    }

    public Segment get(int index) {
        return all.get(index);
    }

    /// The one that is written to.
    public Segment last() {
        return all.getLast();
    }

    /// A copy of the list.
    public List<Segment> list() {
        return List.copyOf(all);
    }

    /// Where the first segment is that may have a sequence or one above it; the count if there is none.
    public int find(long sequence) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).upper() < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The segment that holds a message, if it is there; null otherwise.
    public @Nullable Segment holding(long sequence) {
        int index = find(sequence);
        if (index == all.size()) {
            return null;
        }
        Segment segment = all.get(index);
        int ordinal = segment.atOrAfter(sequence);
        boolean there = ordinal < segment.messages()
                && segment.sequence(ordinal) == sequence
                && !segment.removed().contains(ordinal);
        return there ? segment : null;
    }
}
