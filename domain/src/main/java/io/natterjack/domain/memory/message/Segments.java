package io.natterjack.domain.memory.message;

import io.natterjack.domain.memory.subject.Subject;
import io.natterjack.ports.storage.stream.MessageReader.RangeVisitor;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The messages of a stream in ascending order, in segments that are never empty.
///
/// A segment in the middle that has lost more than half of what it had is written anew, together with a neighbour if
/// both fit into one, so that the memory that is used stays within a small multiple of what is stored, in whatever
/// order messages are removed. The first is left alone, because most streams lose their oldest messages first; so is
/// the last, because it is still written to.
public final class Segments {
    private final List<Segment> list = new ArrayList<>();

    /// The last segment that was emptied while it was written to: a queue whose messages go as fast as they come needs
    /// no other.
    private @Nullable Segment spare;

    private int lastFound;

    int size() {
        return list.size();
    }

    Segment get(int index) {
        return list.get(index);
    }

    void append(StoredMessage message, Subject subject) {
        Segment last = list.isEmpty() ? null : list.getLast();
        if (last == null || !last.takes(message.sequence(), message.payloadLength())) {
            last = next(last, message.sequence());
            list.add(last);
        }
        last.append(message, subject);
    }

    private Segment next(@Nullable Segment last, long sequence) {
        Segment free = spare;
        if (free == null) {
            return Segment.behind(last, sequence);
        }
        spare = null;
        free.restart(sequence);
        return free;
    }

    /// Removes the message of a row that is live.
    void remove(int index, int row, boolean erase) {
        Segment segment = list.get(index);
        segment.remove(row, erase);
        boolean last = index == list.size() - 1;
        if (segment.live() == 0) {
            list.remove(index);
            spare = last && segment.ordinary() ? segment : spare;
        } else if (!last && index > 0 && segment.wasteful()) {
            tidy(index);
        }
    }

    private void tidy(int index) {
        Segment segment = list.get(index);
        Segment before = list.get(index - 1);
        if (before.takes(segment)) {
            list.set(index - 1, Segment.merged(before, segment));
            list.remove(index);
        } else if (index + 2 < list.size() && segment.takes(list.get(index + 1))) {
            list.set(index, Segment.merged(segment, list.get(index + 1)));
            list.remove(index + 1);
        } else {
            list.set(index, segment.squeezed());
        }
    }

    /// Forgets that there were messages at the end, which have been removed.
    void dropDeadEnd() {
        if (!list.isEmpty()) {
            list.getLast().dropDeadEnd();
        }
    }

    /// The last segment that does not begin behind a sequence; -1 if there is none.
    int indexOf(long sequence) {
        int hint = lastFound;
        if (hint < list.size() && begins(hint, sequence) && (hint + 1 == list.size() || !begins(hint + 1, sequence))) {
            return hint;
        }
        int low = 0;
        int high = list.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (begins(middle, sequence)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        lastFound = Math.max(0, low - 1);
        return low - 1;
    }

    private boolean begins(int index, long sequence) {
        return list.get(index).base() <= sequence;
    }

    /// The first segment whose last row is not before a moment; [#size] if there is none.
    int indexOfTime(long timeNanos) {
        int low = 0;
        int high = list.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Segment segment = list.get(middle);
            if (segment.timeNanos(segment.rows() - 1) < timeNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Messages from one sequence to another, both included.
    public long count(long from, long to) {
        long count = 0;
        for (int index = Math.max(0, indexOf(from)); index < list.size() && begins(index, to); index++) {
            Segment segment = list.get(index);
            boolean whole = segment.base() >= from && segment.sequence(segment.rows() - 1) <= to;
            count += whole ? segment.live() : count(segment, from, to);
        }
        return count;
    }

    private static int count(Segment segment, long from, long to) {
        int count = 0;
        int end = to == Long.MAX_VALUE ? segment.rows() : segment.rowAtOrAfter(to + 1);
        for (int row = segment.rowAtOrAfter(from); row < end; row++) {
            count += segment.subject(row) == null ? 0 : 1;
        }
        return count;
    }

    /// Shows the sequences from one to another that have no message, as ranges.
    public void missing(long first, long last, RangeVisitor visitor) {
        long next = first;
        for (Segment segment : list) {
            if (segment.dense() && segment.base() == next) {
                next += segment.rows();
                continue;
            }
            for (int row = 0; row < segment.rows(); row++) {
                if (segment.subject(row) == null) {
                    continue;
                }
                long sequence = segment.sequence(row);
                if (sequence > next && !visitor.visit(next, sequence - 1)) {
                    return;
                }
                next = sequence + 1;
            }
        }
        if (next <= last) {
            visitor.visit(next, last);
        }
    }
}
