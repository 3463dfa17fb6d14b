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

    public void replace(Segment old, Segment fresh) {
        all.set(all.indexOf(old), fresh);
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
