package io.natterjack.domain.memory.message;

import io.natterjack.domain.memory.subject.Subject;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Goes from message to message in either direction, past those that were removed. Good for as long as nothing is
/// written. Used again and again by its owner, so that reading allocates nothing.
public final class Cursor {
    private final Segments segments;
    private int index;
    private int row;
    private @Nullable Segment segment;

    Cursor(Segments segments) {
        this.segments = segments;
    }

    /// Goes to the first message that is not before a sequence.
    ///
    /// @return false if there is none
    public boolean seek(long sequence) {
        enter(Math.max(0, segments.indexOf(sequence)));
        row = segment == null ? 0 : Math.max(segment.rowAtOrAfter(sequence), segment.firstLive());
        return settleForward();
    }

    /// Goes to the last message that is not behind a sequence.
    ///
    /// @return false if there is none
    boolean seekBack(long sequence) {
        enter(segments.indexOf(sequence));
        if (segment == null) {
            return false;
        }
        row = segment.rowAtOrAfter(sequence);
        if (row == segment.rows() || segment.sequence(row) > sequence) {
            row--;
        }
        return settleBackward();
    }

    /// Goes to the first message that is not older than a moment.
    ///
    /// @return false if there is none
    public boolean seekTime(long timeNanos) {
        enter(segments.indexOfTime(timeNanos));
        row = segment == null ? 0 : segment.rowAtOrAfterTime(timeNanos);
        return settleForward();
    }

    /// Goes to the message of a sequence.
    ///
    /// @return false if there is none
    public boolean seekExactly(long sequence) {
        return seek(sequence) && sequence() == sequence;
    }

    /// @return false if there was none behind
    public boolean forward() {
        row++;
        return settleForward();
    }

    /// @return false if there was none before
    boolean backward() {
        row--;
        return settleBackward();
    }

    private boolean settleForward() {
        while (segment != null) {
            for (; row < segment.rows(); row++) {
                if (segment.subject(row) != null) {
                    return true;
                }
            }
            enter(index + 1);
            row = 0;
        }
        return false;
    }

    private boolean settleBackward() {
        while (segment != null) {
            for (; row >= 0; row--) {
                if (segment.subject(row) != null) {
                    return true;
                }
            }
            enter(index - 1);
            row = segment == null ? -1 : segment.rows() - 1;
        }
        return false;
    }

    private void enter(int segmentIndex) {
        index = segmentIndex;
        segment = segmentIndex < 0 || segmentIndex >= segments.size() ? null : segments.get(segmentIndex);
    }

    /// Which segment it is in.
    int index() {
        return index;
    }

    /// Which row of the segment it is at.
    int row() {
        return row;
    }

    public long sequence() {
        return here().sequence(row);
    }

    boolean marked() {
        return here().marked(row);
    }

    int payloadLength() {
        return here().payloadLength(row);
    }

    public Subject subject() {
        return Objects.requireNonNull(here().subject(row));
    }

    public void show(StoredMessage into) {
        here().show(row, into);
    }

    private Segment here() {
        return Objects.requireNonNull(segment, "at no message");
    }
}
