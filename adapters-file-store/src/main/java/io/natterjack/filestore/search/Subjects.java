package io.natterjack.filestore.search;

import io.natterjack.filestore.index.Ints;
import io.natterjack.filestore.index.SubjectTable;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.segment.Pattern;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.Segments;
import io.natterjack.ports.storage.stream.SubjectFilter;
import io.natterjack.ports.storage.stream.SubjectIndex;
import java.util.List;

/// The subjects of a stream, as the table and the segments know them.
///
/// Confined to the stream's owner.
public final class Subjects implements SubjectIndex {
    private final Messages messages;
    private final SubjectTable table;
    private final Segments segments;
    private final Filters filters;
    private final Ends ends;

    public Subjects(Messages messages, Filters filters) {
        this.messages = messages;
        this.filters = filters;
        table = messages.subjects();
        segments = messages.segments();
        ends = new Ends(messages);
    }

    @Override
    public long first(byte[] subject, int from, int to) {
        int id = table.find(subject, from, to);
        return id == SubjectTable.NONE ? 0 : ends.first(id);
    }

    @Override
    public long last(byte[] subject, int from, int to) {
        int id = table.find(subject, from, to);
        return id == SubjectTable.NONE ? 0 : ends.last(id);
    }

    @Override
    public long count(byte[] subject, int from, int to) {
        int id = table.find(subject, from, to);
        return id == SubjectTable.NONE ? 0 : table.count(id);
    }

    @Override
    public long count(SubjectFilter filter, long fromSequence, long toSequence) {
        if (fromSequence > toSequence) {
            return 0;
        }
        if (!filter.all() && fromSequence <= messages.firstSequence() && toSequence >= messages.lastSequence()) {
            return countAll(filter);
        }
        long count = 0;
        for (int i = segments.find(fromSequence); i < segments.count(); i++) {
            Segment segment = segments.get(i);
            if (segment.live() > 0) {
                if (segment.firstSequence() > toSequence) {
                    break;
                }
                count += count(segment, filter, fromSequence, toSequence);
            }
        }
        return count;
    }

    private long countAll(SubjectFilter filter) {
        long count = 0;
        byte[] names = table.nameBytes();
        List<Pattern> patterns = Pattern.of(filter);
        for (int id = 0; id < table.end(); id++) {
            if (table.count(id) > 0 && Pattern.any(patterns, names, table.nameFrom(id), table.nameTo(id))) {
                count += table.count(id);
            }
        }
        return count;
    }

    private long count(Segment segment, SubjectFilter filter, long fromSequence, long toSequence) {
        int from = segment.atOrAfter(fromSequence);
        int to = toSequence == Long.MAX_VALUE ? segment.messages() : segment.atOrAfter(toSequence + 1);
        if (filter.all()) {
            return to - from - (long) segment.removed().count(from, to);
        }
        Ints found = filters.of(filter).in(segment);
        long count = 0;
        for (int at = found.atOrAfter(from); at < found.size() && found.get(at) < to; at++) {
            count += segment.removed().contains(found.get(at)) ? 0 : 1;
        }
        return count;
    }

    @Override
    public long size() {
        return table.size();
    }

    @Override
    public void forEach(SubjectFilter filter, SubjectVisitor visitor) {
        byte[] names = table.nameBytes();
        for (int id = 0; id < table.end(); id++) {
            int from = table.nameFrom(id);
            int to = table.nameTo(id);
            if (table.count(id) > 0
                    && filter.matches(names, from, to)
                    && !visitor.visit(names, from, to, table.count(id), ends.first(id), ends.last(id))) {
                return;
            }
        }
    }
}
