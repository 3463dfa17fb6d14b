package io.natterjack.domain.memory;

import io.natterjack.domain.memory.message.Cursor;
import io.natterjack.domain.memory.message.Messages;
import io.natterjack.domain.memory.subject.Subject;
import io.natterjack.ports.storage.stream.SubjectFilter;
import io.natterjack.ports.storage.stream.SubjectIndex;
import org.jspecify.annotations.Nullable;

/// Answers for the subjects of a stream in memory.
///
/// A range is counted message by message if it holds fewer of them than the stream has subjects, and subject by subject
/// otherwise.
final class MemoryIndex implements SubjectIndex {
    private final Messages messages;

    MemoryIndex(Messages messages) {
        this.messages = messages;
    }

    @Override
    public long first(byte[] subject, int from, int to) {
        Subject found = find(subject, from, to);
        return found == null ? 0 : found.first();
    }

    @Override
    public long last(byte[] subject, int from, int to) {
        Subject found = find(subject, from, to);
        return found == null ? 0 : found.last();
    }

    @Override
    public long count(byte[] subject, int from, int to) {
        Subject found = find(subject, from, to);
        return found == null ? 0 : found.count();
    }

    private @Nullable Subject find(byte[] subject, int from, int to) {
        return messages.subjects().find(subject, from, to);
    }

    @Override
    public long count(SubjectFilter filter, long fromSequence, long toSequence) {
        if (fromSequence > toSequence) {
            return 0;
        }
        long inRange = messages.segments().count(fromSequence, toSequence);
        if (filter.all() || inRange == 0) {
            return inRange;
        }
        Sum sum = new Sum();
        if (inRange < messages.subjects().size() && !messages.subjects().literal(filter)) {
            Cursor cursor = messages.cursor();
            boolean there = cursor.seek(fromSequence);
            for (; there && cursor.sequence() <= toSequence; there = cursor.forward()) {
                Subject subject = cursor.subject();
                sum.add(filter.matches(subject.bytes(), subject.from(), subject.to()) ? 1 : 0);
            }
        } else {
            messages.subjects().visit(filter, subject -> sum.add(subject.count(fromSequence, toSequence)));
        }
        return sum.total;
    }

    @Override
    public long size() {
        return messages.subjects().size();
    }

    @Override
    public void forEach(SubjectFilter filter, SubjectVisitor visitor) {
        messages.subjects()
                .visit(
                        filter,
                        subject -> visitor.visit(
                                subject.bytes(),
                                subject.from(),
                                subject.to(),
                                subject.count(),
                                subject.first(),
                                subject.last()));
    }

    /// A sum that a visitor can add to.
    private static final class Sum {
        private long total;

        /// @return true, to see more
        boolean add(long figure) {
            total += figure;
            return true;
        }
    }
}
