package io.natterjack.postgres.index;

import io.natterjack.ports.storage.stream.SubjectFilter;
import io.natterjack.ports.storage.stream.SubjectIndex;

/// Answers about the subjects of a stream. Confined.
public final class SubjectLookup implements SubjectIndex {
    private final SequenceIndex index;
    private final SubjectTable subjects;

    SubjectLookup(SequenceIndex index, SubjectTable subjects) {
        this.index = index;
        this.subjects = subjects;
    }

    @Override
    public long first(byte[] subject, int from, int to) {
        int id = subjects.find(subject, from, to);
        return id < 0 ? 0 : subjects.first(id);
    }

    @Override
    public long last(byte[] subject, int from, int to) {
        int id = subjects.find(subject, from, to);
        return id < 0 ? 0 : subjects.last(id);
    }

    @Override
    public long count(byte[] subject, int from, int to) {
        int id = subjects.find(subject, from, to);
        return id < 0 ? 0 : subjects.count(id);
    }

    @Override
    public long count(SubjectFilter filter, long lowest, long highest) {
        long fromSequence = Math.max(lowest, 1);
        long toSequence = Math.min(highest, Long.MAX_VALUE - 1);
        boolean whole = index.previous(SubjectFilter.ALL, fromSequence - 1) == 0 && index.next(toSequence + 1) == 0;
        if (whole && filter.all()) {
            return index.messages();
        }
        return whole ? countAll(index.matches(filter)) : countWithin(filter, fromSequence, toSequence);
    }

    private long countAll(Matches wanted) {
        if (wanted.isLiteral()) {
            int id = wanted.only();
            return id < 0 ? 0 : subjects.count(id);
        }
        long count = 0;
        for (int id = 0; id < subjects.end(); id++) {
            if (subjects.used(id) && wanted.contains(id)) {
                count += subjects.count(id);
            }
        }
        return count;
    }

    private long countWithin(SubjectFilter filter, long fromSequence, long toSequence) {
        boolean all = filter.all();
        Matches wanted = index.matches(filter);
        long count = 0;
        for (int number = Math.max(0, index.pageNumber(fromSequence));
                number < index.pages().size();
                number++) {
            IndexPage page = index.pages().get(number);
            if (page.base() > toSequence) {
                break;
            }
            int end = page.ceiling(toSequence + 1);
            for (int at = page.ceiling(fromSequence); at < end; at++) {
                if (page.isLive(at) && (all || wanted.contains(page.subject(at)))) {
                    count++;
                }
            }
        }
        return count;
    }

    @Override
    public long size() {
        return subjects.size();
    }

    @Override
    public void forEach(SubjectFilter filter, SubjectVisitor visitor) {
        Matches wanted = index.matches(filter);
        if (wanted.isLiteral()) {
            int id = wanted.only();
            if (id >= 0) {
                visit(id, visitor);
            }
            return;
        }
        for (int id = 0; id < subjects.end(); id++) {
            if (subjects.used(id) && wanted.contains(id) && !visit(id, visitor)) {
                return;
            }
        }
    }

    private boolean visit(int id, SubjectVisitor visitor) {
        byte[] name = subjects.name(id);
        return visitor.visit(name, 0, name.length, subjects.count(id), subjects.first(id), subjects.last(id));
    }
}
