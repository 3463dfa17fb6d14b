package io.natterjack.filestore.search;

import io.natterjack.filestore.index.Names;
import io.natterjack.filestore.index.SubjectTable;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.segment.GrowingContents;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.Segments;
import io.natterjack.filestore.segment.StoredContents;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.BitSet;

/// Counts the messages that were the last of their subject at an earlier time: goes back from there, and counts each
/// subject when it is seen first.
final class LastOfSubjects {
    private final SubjectTable table;
    private final Segments segments;
    private final SubjectFilter filter;
    private final BitSet seen = new BitSet();

    LastOfSubjects(Messages messages, SubjectFilter filter) {
        table = messages.subjects();
        segments = messages.segments();
        this.filter = filter;
    }

    long count(long fromSequence, long toSequence) {
        for (int i = Math.min(segments.find(toSequence), segments.count() - 1); i >= 0; i--) {
            Segment segment = segments.get(i);
            if (segment.live() > 0) {
                int from = segment.atOrAfter(fromSequence);
                int to = segment.atOrAfter(toSequence + 1);
                if (segment.grows()) {
                    see(segment, segment.growing(), from, to);
                } else {
                    see(segment, segment.stored(), from, to);
                }
                if (segment.firstSequence() < fromSequence) {
                    break;
                }
            }
        }
        return seen.cardinality();
    }

    private void see(Segment segment, GrowingContents contents, int from, int to) {
        Names names = contents.names();
        for (int i = from; i < to; i++) {
            if (!segment.removed().contains(i)) {
                int name = contents.nameOf(contents.subjectOf(i));
                see(names.array(), names.from(name), names.to(name));
            }
        }
    }

    private void see(Segment segment, StoredContents contents, int from, int to) {
        BitSet subjects = contents.subjects(filter);
        int[] postings = contents.postings();
        for (int subject = subjects.nextSetBit(0); subject >= 0; subject = subjects.nextSetBit(subject + 1)) {
            for (int i = contents.postingsFrom(subject); i < contents.postingsTo(subject); i++) {
                int ordinal = postings[i];
                if (ordinal >= from && ordinal < to && !segment.removed().contains(ordinal)) {
                    see(contents.names(), contents.nameFrom(subject), contents.nameTo(subject));
                    break;
                }
            }
        }
    }

    private void see(byte[] name, int from, int to) {
        if (filter.matches(name, from, to)) {
            seen.set(table.find(name, from, to));
        }
    }
}
