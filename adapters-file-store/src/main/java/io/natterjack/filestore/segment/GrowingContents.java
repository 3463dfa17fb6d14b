package io.natterjack.filestore.segment;

import io.natterjack.filestore.index.Ints;
import io.natterjack.filestore.index.Names;
import io.natterjack.filestore.index.SubjectTable;

/// The contents of a segment that is being written, or has been scanned.
///
/// Subjects have numbers of their own here, so that a segment can be summed up by another thread while the stream
/// goes on. The messages of a subject are chained in both directions.
///
/// Confined to the stream's owner while it grows; frozen afterwards.
public final class GrowingContents implements Contents {
    private static final int END = -1;

    private final int segment;
    private final Ints places = new Ints();
    private final Ints sizes = new Ints();
    private final Ints sequences = new Ints();
    private final Ints subjects = new Ints();
    private final Ints next = new Ints();
    private final Ints previous = new Ints();
    private final Ints marked = new Ints();
    private final Names names = new Names();
    private final Ints nameOf = new Ints();
    private final Ints firstOf = new Ints();
    private final Ints lastOf = new Ints();
    private long first;

    /// @param segment · its number
    public GrowingContents(int segment) {
        this.segment = segment;
    }

    /// Whether a message can be told apart by its distance to the first.
    public boolean reaches(long sequence) {
        return size() == 0 || sequence - first <= Integer.MAX_VALUE;
    }

    /// Adds a message behind all others.
    ///
    /// @param id    · number of its subject in the table, which is told the number it has here
    /// @param place · of its record in the file
    /// @param bytes · what it counts for
    public void add(SubjectTable table, int id, long sequence, int place, int bytes, boolean mark) {
        int ordinal = size();
        if (ordinal == 0) {
            first = sequence;
        }
        int subject = table.local(id, segment);
        if (subject < 0) {
            subject = nameOf.size();
            table.localise(id, segment, subject);
            nameOf.add(names.add(table.nameBytes(), table.nameFrom(id), table.nameTo(id)));
            firstOf.add(ordinal);
            lastOf.add(ordinal);
            previous.add(END);
        } else {
            int before = lastOf.get(subject);
            next.set(before, ordinal);
            previous.add(before);
            lastOf.set(subject, ordinal);
        }
        next.add(END);
        places.add(place);
        sizes.add(bytes);
        sequences.add((int) (sequence - first));
        subjects.add(subject);
        if (mark) {
            marked.add(ordinal);
        }
    }

    @Override
    public int size() {
        return places.size();
    }

    @Override
    public long sequence(int ordinal) {
        return first + sequences.get(ordinal);
    }

    @Override
    public int atOrAfter(long sequence) {
        int size = size();
        if (size == 0 || sequence <= first) {
            return 0;
        }
        if (sequence > sequence(size - 1)) {
            return size;
        }
        int delta = (int) (sequence - first);
        return sequences.get(size - 1) == size - 1 ? delta : sequences.atOrAfter(delta);
    }

    @Override
    public int place(int ordinal) {
        return places.get(ordinal);
    }

    @Override
    public int bytes(int ordinal) {
        return sizes.get(ordinal);
    }

    @Override
    public Ints marked() {
        return marked;
    }

    /// How many numbers of subjects there are. A subject that had gone in between has two.
    public int subjects() {
        return nameOf.size();
    }

    public int subjectOf(int ordinal) {
        return subjects.get(ordinal);
    }

    /// The next message of the same subject, below 0 if there is none.
    public int next(int ordinal) {
        return next.get(ordinal);
    }

    /// The one before, below 0 if there is none.
    public int previous(int ordinal) {
        return previous.get(ordinal);
    }

    public int firstOf(int subject) {
        return firstOf.get(subject);
    }

    /// Says that all messages of a subject before one are gone.
    public void advance(int subject, int ordinal) {
        firstOf.set(subject, ordinal);
    }

    public int lastOf(int subject) {
        return lastOf.get(subject);
    }

    /// Names of subjects, by [#nameOf].
    public Names names() {
        return names;
    }

    public int nameOf(int subject) {
        return nameOf.get(subject);
    }

    Ints places() {
        return places;
    }

    Ints sizes() {
        return sizes;
    }

    Ints sequences() {
        return sequences;
    }
}
