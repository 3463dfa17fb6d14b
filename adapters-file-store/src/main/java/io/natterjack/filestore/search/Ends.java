package io.natterjack.filestore.search;

import io.natterjack.filestore.index.Removed;
import io.natterjack.filestore.index.SubjectTable;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.segment.GrowingContents;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.Segments;
import io.natterjack.filestore.segment.StoredContents;

/// The first and the last message of a subject, exactly: looks for them where the table knows only bounds, and
/// settles what it finds.
///
/// Confined to the stream's owner.
public final class Ends {
    private static final int NONE = -1;

    private final SubjectTable table;
    private final Segments segments;

    public Ends(Messages messages) {
        table = messages.subjects();
        segments = messages.segments();
    }

    /// @param id · number of a subject in the table
    public long first(int id) {
        if (!table.firstExact(id)) {
            table.settleFirst(id, atOrAfter(id, table.first(id)));
        }
        return table.first(id);
    }

    public long last(int id) {
        if (!table.lastExact(id)) {
            table.settleLast(id, atOrBefore(id, table.last(id)));
        }
        return table.last(id);
    }

    private long atOrAfter(int id, long sequence) {
        for (int i = segments.find(sequence); i < segments.count(); i++) {
            Segment segment = segments.get(i);
            if (segment.live() > 0) {
                int from = segment.atOrAfter(sequence);
                int ordinal = segment.grows() ? nextGrowing(segment, id, from) : nextStored(segment, id, from);
                if (ordinal != NONE) {
                    return segment.sequence(ordinal);
                }
            }
        }
        throw new IllegalStateException("a subject is counted that has no message");
    }

    private long atOrBefore(int id, long sequence) {
        for (int i = Math.min(segments.find(sequence), segments.count() - 1); i >= 0; i--) {
            Segment segment = segments.get(i);
            if (segment.live() > 0) {
                int to = segment.atOrAfter(sequence + 1) - 1;
                int ordinal = segment.grows() ? previousGrowing(segment, id, to) : previousStored(segment, id, to);
                if (ordinal != NONE) {
                    return segment.sequence(ordinal);
                }
            }
        }
        throw new IllegalStateException("a subject is counted that has no message");
    }

    private int nextGrowing(Segment segment, int id, int from) {
        GrowingContents contents = segment.growing();
        Removed removed = segment.removed();
        int subject = local(segment, id);
        if (subject == NONE) {
            return NONE;
        }
        int ordinal = contents.firstOf(subject);
        while (ordinal >= 0 && removed.contains(ordinal)) {
            ordinal = contents.next(ordinal);
        }
        if (ordinal >= 0) {
            contents.advance(subject, ordinal);
        }
        while (ordinal >= 0 && (ordinal < from || removed.contains(ordinal))) {
            ordinal = contents.next(ordinal);
        }
        return ordinal;
    }

    private int previousGrowing(Segment segment, int id, int to) {
        GrowingContents contents = segment.growing();
        int subject = local(segment, id);
        if (subject == NONE) {
            return NONE;
        }
        int ordinal = contents.lastOf(subject);
        while (ordinal >= 0 && (ordinal > to || segment.removed().contains(ordinal))) {
            ordinal = contents.previous(ordinal);
        }
        return ordinal;
    }

    /// The number of a subject in a segment that is not summed up yet. The table knows it for the newest segment
    /// only.
    private int local(Segment segment, int id) {
        int known = table.local(id, segment.number());
        if (known != SubjectTable.NONE || segment == segments.last()) {
            return known;
        }
        GrowingContents contents = segment.growing();
        byte[] names = table.nameBytes();
        for (int i = contents.subjects() - 1; i >= 0; i--) {
            if (contents.names().equal(contents.nameOf(i), names, table.nameFrom(id), table.nameTo(id))) {
                return i;
            }
        }
        return NONE;
    }

    private int nextStored(Segment segment, int id, int from) {
        StoredContents contents = segment.stored();
        int subject = contents.find(table.nameBytes(), table.nameFrom(id), table.nameTo(id));
        if (subject < 0) {
            return NONE;
        }
        int[] postings = contents.postings();
        for (int i = contents.postingsFrom(subject); i < contents.postingsTo(subject); i++) {
            if (postings[i] >= from && !segment.removed().contains(postings[i])) {
                return postings[i];
            }
        }
        return NONE;
    }

    private int previousStored(Segment segment, int id, int to) {
        StoredContents contents = segment.stored();
        int subject = contents.find(table.nameBytes(), table.nameFrom(id), table.nameTo(id));
        if (subject < 0) {
            return NONE;
        }
        int[] postings = contents.postings();
        for (int i = contents.postingsTo(subject) - 1; i >= contents.postingsFrom(subject); i--) {
            if (postings[i] <= to && !segment.removed().contains(postings[i])) {
                return postings[i];
            }
        }
        return NONE;
    }
}
