package io.natterjack.filestore.search;

import io.natterjack.filestore.index.Ints;
import io.natterjack.filestore.index.SubjectTable;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.messages.RecordReader;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.Segments;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;

/// Reads messages, and finds those to read.
///
/// Confined to the stream's owner.
public final class Finder implements MessageReader {
    private final Messages messages;
    private final Segments segments;
    private final RecordReader records;
    private final Filters filters;
    private final Ends ends;

    public Finder(Messages messages, Filters filters) {
        this.messages = messages;
        this.filters = filters;
        segments = messages.segments();
        records = messages.records();
        ends = new Ends(messages);
    }

    @Override
    public boolean read(long sequence, StoredMessage into) {
        Segment segment = segments.holding(sequence);
        if (segment == null) {
            return false;
        }
        show(segment, segment.atOrAfter(sequence), into);
        return true;
    }

    private void show(Segment segment, int ordinal, StoredMessage into) {
        locate(segment, ordinal);
        records.show(into);
    }

    private void locate(Segment segment, int ordinal) {
        long sequence = segment.sequence(ordinal);
        if (!records.find(segment, ordinal)) {
            messages.lose(segment, ordinal);
            throw new StorageException("message " + sequence + " is damaged in " + segment.file()
                    + ": it counts as missing now, restore it from a backup if there is one");
        }
    }

    @Override
    public boolean next(SubjectFilter filter, long fromSequence, StoredMessage into) {
        if (filter.all()) {
            return nextOfAll(fromSequence, into);
        }
        FilterMatches matches = filters.of(filter);
        long from = fromSequence;
        byte[] literal = matches.literal();
        if (literal != null) {
            int id = messages.subjects().find(literal, 0, literal.length);
            if (id == SubjectTable.NONE || fromSequence > messages.subjects().last(id)) {
                return false;
            }
            from = Math.max(from, messages.subjects().first(id));
        }
        for (int i = segments.find(from); i < segments.count(); i++) {
            Segment segment = segments.get(i);
            if (segment.live() > 0) {
                Ints found = matches.in(segment);
                for (int at = found.atOrAfter(segment.atOrAfter(from)); at < found.size(); at++) {
                    if (!segment.removed().contains(found.get(at))) {
                        show(segment, found.get(at), into);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean nextOfAll(long from, StoredMessage into) {
        for (int i = segments.find(from); i < segments.count(); i++) {
            Segment segment = segments.get(i);
            if (segment.live() > 0) {
                int ordinal = segment.removed().nextLive(segment.atOrAfter(from));
                if (ordinal < segment.messages()) {
                    show(segment, ordinal, into);
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public boolean previous(SubjectFilter filter, long toSequence, StoredMessage into) {
        if (filter.all()) {
            return previousOfAll(toSequence, into);
        }
        FilterMatches matches = filters.of(filter);
        long to = toSequence;
        byte[] literal = matches.literal();
        if (literal != null) {
            int id = messages.subjects().find(literal, 0, literal.length);
            if (id == SubjectTable.NONE || toSequence < messages.subjects().first(id)) {
                return false;
            }
            if (toSequence >= messages.subjects().last(id)) {
                return read(ends.last(id), into);
            }
        }
        for (int i = Math.min(segments.find(to), segments.count() - 1); i >= 0; i--) {
            Segment segment = segments.get(i);
            if (segment.live() > 0) {
                Ints found = matches.in(segment);
                for (int at = found.atOrAfter(upTo(segment, to) + 1) - 1; at >= 0; at--) {
                    if (!segment.removed().contains(found.get(at))) {
                        show(segment, found.get(at), into);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean previousOfAll(long to, StoredMessage into) {
        for (int i = Math.min(segments.find(to), segments.count() - 1); i >= 0; i--) {
            Segment segment = segments.get(i);
            if (segment.live() > 0) {
                int ordinal = segment.removed().previousLive(upTo(segment, to));
                if (ordinal >= 0) {
                    show(segment, ordinal, into);
                    return true;
                }
            }
        }
        return false;
    }

    /// The last ordinal up to a sequence, -1 if there is none.
    private static int upTo(Segment segment, long sequence) {
        return sequence == Long.MAX_VALUE ? segment.messages() - 1 : segment.atOrAfter(sequence + 1) - 1;
    }

    @Override
    public boolean nextMarked(long fromSequence, StoredMessage into) {
        for (int i = segments.find(fromSequence); i < segments.count(); i++) {
            Segment segment = segments.get(i);
            Ints marked = segment.live() > 0 ? segment.contents().marked() : new Ints();
            for (int at = marked.atOrAfter(segment.atOrAfter(fromSequence)); at < marked.size(); at++) {
                if (!segment.removed().contains(marked.get(at))) {
                    show(segment, marked.get(at), into);
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public long sequenceAt(long timeNanos) {
        for (int i = 0; i < segments.count(); i++) {
            Segment segment = segments.get(i);
            if (segment.live() > 0 && segment.latestNanos() >= timeNanos) {
                int ordinal = atOrAfter(segment, timeNanos);
                if (ordinal < segment.messages()) {
                    return segment.sequence(ordinal);
                }
            }
        }
        return messages.lastSequence() + 1;
    }

    private int atOrAfter(Segment segment, long timeNanos) {
        int low = segment.removed().nextLive(0);
        if (segment.ascending()) {
            low = search(segment, timeNanos);
        }
        int size = segment.messages();
        int ordinal = segment.removed().nextLive(low);
        while (ordinal < size) {
            locate(segment, ordinal);
            if (records.timeNanos() >= timeNanos) {
                break;
            }
            ordinal = segment.removed().nextLive(ordinal + 1);
        }
        return ordinal;
    }

    /// The first ordinal that is not older, in a segment that ascends.
    private int search(Segment segment, long timeNanos) {
        int low = 0;
        int high = segment.messages();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int live = segment.removed().nextLive(middle);
            if (live >= high) {
                high = middle;
                continue;
            }
            locate(segment, live);
            if (records.timeNanos() < timeNanos) {
                low = live + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public void missing(RangeVisitor visitor) {
        long expected = messages.firstSequence();
        for (Segment segment : segments.list()) {
            for (int i = segment.removed().nextLive(0);
                    i < segment.messages();
                    i = segment.removed().nextLive(i + 1)) {
                long sequence = segment.sequence(i);
                if (sequence > expected && !visitor.visit(expected, sequence - 1)) {
                    return;
                }
                expected = sequence + 1;
            }
        }
        if (expected <= messages.lastSequence()) {
            visitor.visit(expected, messages.lastSequence());
        }
    }
}
