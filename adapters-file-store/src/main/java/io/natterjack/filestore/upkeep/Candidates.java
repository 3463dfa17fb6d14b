package io.natterjack.filestore.upkeep;

import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.SegmentHead;
import io.natterjack.filestore.segment.Segments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which segments are worth being written anew, the most urgent first: those that hold something which is to be
/// erased and cannot be overwritten in its place; those of which little is left; those that have not the form they
/// are to have.
///
/// Neighbours that are not much larger come along, so that a few messages here and there do not keep a file each.
/// As each merger at least doubles what is small, a message is copied few times however long it lives.
///
/// Confined to the stream's owner.
final class Candidates {
    private static final long SMALL_BYTES = 1 << 14;

    private final Messages messages;
    private final long largestBytes;
    private final Deque<Segment> urgent = new ArrayDeque<>();
    private final Deque<Segment> unshaped = new ArrayDeque<>();
    private final int always;
    private int form;

    /// @param largestBytes · of a segment
    /// @param always       · form that even segments have whose heads do not say so
    Candidates(Messages messages, long largestBytes, int always) {
        this.messages = messages;
        this.largestBytes = largestBytes;
        this.always = always;
        this.form = always;
    }

    /// The form that segments are to have.
    int form() {
        return form;
    }

    /// Says which form segments are to have.
    void shape(int wanted) {
        form = wanted;
        unshaped.clear();
        messages.segments().list().forEach(this::consider);
    }

    /// Looks at a segment that is full and summed up.
    void consider(Segment segment) {
        if (form(segment) != form && eligible(segment)) {
            unshaped.add(segment);
        }
    }

    private int form(Segment segment) {
        return segment.head().form() | always;
    }

    /// Has a segment written anew soon.
    void urge(Segment segment) {
        urgent.add(segment);
    }

    /// Whether a segment is in the clear that ought not to be.
    boolean exposed(Segment segment) {
        boolean anything = segment.live() > 0 || (segment.grows() && segment.end() > SegmentHead.BYTES);
        return anything && (form & ~form(segment) & SegmentHead.LOCKED) != 0;
    }

    /// Takes what is to be written anew next; null if there is nothing.
    @Nullable
    Compaction next() {
        for (Segment segment = urgent.poll(); segment != null; segment = urgent.poll()) {
            if (worth(segment)) {
                return new Compaction(List.of(segment), form);
            }
        }
        Segment sparse = messages.takeSparse();
        if (sparse != null) {
            return new Compaction(neighbours(sparse), form);
        }
        return nextUnshaped();
    }

    /// As [#next], for nothing but the form.
    @Nullable
    Compaction nextUnshaped() {
        for (Segment segment = unshaped.poll(); segment != null; segment = unshaped.poll()) {
            if (worth(segment) && form(segment) != form) {
                return new Compaction(neighbours(segment), form);
            }
        }
        return null;
    }

    /// A segment that has just become full, if it has not the form it is to have; null if it has.
    ///
    /// @param full · will be summed up before
    @Nullable
    Compaction sealed(List<Segment> full) {
        for (Segment segment : full) {
            if (form(segment) != form && segment.live() > 0 && !segment.damaged()) {
                return new Compaction(List.of(segment), form);
            }
        }
        return null;
    }

    /// Whether there is a segment that has not the form it is to have.
    boolean unshaped() {
        return !unshaped.isEmpty();
    }

    private boolean worth(Segment segment) {
        return eligible(segment) && messages.segments().contains(segment);
    }

    private static boolean eligible(Segment segment) {
        return !segment.grows() && !segment.damaged() && segment.live() > 0;
    }

    private List<Segment> neighbours(Segment middle) {
        Segments all = messages.segments();
        List<Segment> found = new ArrayList<>(List.of(middle));
        long bytes = middle.liveBytes();
        int left = all.indexOf(middle) - 1;
        int right = left + 2;
        while (true) {
            Segment before = left < 0 ? null : all.get(left);
            Segment behind = right >= all.count() ? null : all.get(right);
            if (before != null && joins(before, bytes, before, found.getLast())) {
                found.addFirst(before);
                bytes += before.liveBytes();
                left--;
            } else if (behind != null && joins(behind, bytes, found.getFirst(), behind)) {
                found.addLast(behind);
                bytes += behind.liveBytes();
                right++;
            } else {
                return found;
            }
        }
    }

    /// Whether a neighbour comes along.
    ///
    /// @param bytes · of those that do already
    private boolean joins(Segment segment, long bytes, Segment first, Segment last) {
        return eligible(segment)
                && segment.liveBytes() <= Math.max(SMALL_BYTES, bytes * 2)
                && segment.liveBytes() + bytes <= largestBytes / 2
                && last.upper() - first.firstSequence() < Integer.MAX_VALUE;
    }
}
