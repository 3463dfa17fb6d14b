package io.natterjack.domain.memory.message;

import io.natterjack.domain.memory.subject.Sequences;
import io.natterjack.domain.memory.subject.Subject;
import io.natterjack.domain.memory.subject.Subjects;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredSize;
import io.natterjack.ports.storage.stream.StreamState;

/// The messages of one stream with everything by which they are found, kept in step.
public final class Messages {
    private final Segments segments = new Segments();
    private final Subjects subjects = new Subjects();
    private final Sequences marked = new Sequences();
    private final Cursor cursor = new Cursor(segments);

    private long count;
    private long bytes;
    private long lastSequence;
    private long lastTimeNanos;

    private boolean unitOpen;
    private long sequenceBeforeUnit;
    private long timeNanosBeforeUnit;

    public Messages(long firstSequence) {
        lastSequence = firstSequence - 1;
    }

    public Segments segments() {
        return segments;
    }

    public Subjects subjects() {
        return subjects;
    }

    /// Sequences of the messages that carry [StoredMessage#MARKED].
    public Sequences marked() {
        return marked;
    }

    /// A cursor for the length of one call.
    public Cursor cursor() {
        return cursor;
    }

    public void append(StoredMessage message, boolean more) {
        long sequence = message.sequence();
        if (sequence <= lastSequence) {
            throw new IllegalArgumentException("sequence " + sequence + " comes after " + lastSequence);
        }
        if (more && !unitOpen) {
            sequenceBeforeUnit = lastSequence;
            timeNanosBeforeUnit = lastTimeNanos;
        }
        unitOpen = more;
        Subject subject = subjects.findOrMake(message.subject(), message.subjectFrom(), message.subjectTo());
        subject.add(sequence);
        segments.append(message, subject);
        if ((message.flags() & StoredMessage.MARKED) != 0) {
            marked.add(sequence);
        }
        count++;
        bytes += StoredSize.inMemory(message.subjectLength(), message.payloadLength());
        lastSequence = sequence;
        lastTimeNanos = message.timeNanos();
    }

    /// Takes back a unit that was never completed.
    public void dropOpenUnit() {
        if (unitOpen) {
            unitOpen = false;
            while (cursor.seek(sequenceBeforeUnit + 1)) {
                removeHere(false);
            }
            segments.dropDeadEnd();
            lastSequence = sequenceBeforeUnit;
            lastTimeNanos = timeNanosBeforeUnit;
        }
    }

    public boolean remove(long sequence, boolean erase) {
        boolean there = cursor.seekExactly(sequence);
        if (there) {
            removeHere(erase);
        }
        return there;
    }

    public void removeThrough(long sequence) {
        while (cursor.seek(Long.MIN_VALUE) && cursor.sequence() <= sequence) {
            removeHere(false);
        }
        lastSequence = Math.max(lastSequence, sequence);
    }

    private void removeHere(boolean erase) {
        long sequence = cursor.sequence();
        Subject subject = cursor.subject();
        count--;
        bytes -= StoredSize.inMemory(subject.to() - subject.from(), cursor.payloadLength());
        if (cursor.marked()) {
            marked.remove(sequence);
        }
        segments.remove(cursor.index(), cursor.row(), erase);
        subjects.remove(subject, sequence);
    }

    public long lastSequence() {
        return lastSequence;
    }

    public void state(StreamState into) {
        if (count == 0) {
            into.set(0, 0, lastSequence + 1, 0, lastSequence, lastTimeNanos);
            return;
        }
        Segment first = segments.get(0);
        into.set(
                count,
                bytes,
                first.sequence(first.firstLive()),
                first.timeNanos(first.firstLive()),
                lastSequence,
                lastTimeNanos);
    }
}
