package io.natterjack.domain.auth;

import io.natterjack.domain.subject.Subjects;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One entry of an allow or deny list: `orders.*`, or with a queue behind it, `orders.* workers`.
/// The queue is a name or a filter of names.
///
/// **Threading.** Immutable.
final class SubjectRule {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final byte[] subject;
    private final byte @Nullable [] queue;

    private SubjectRule(byte[] subject, byte @Nullable [] queue) {
        this.subject = subject;
        this.queue = queue;
    }

    /// @throws IllegalArgumentException in the words of the reference
    static SubjectRule parse(String entry, boolean queueAllowed) {
        if (Subjects.valid(entry)) {
            return new SubjectRule(Subjects.bytes(entry), null);
        }
        List<String> words = BLANKS.splitAsStream(entry.strip()).toList();
        if (!queueAllowed || words.size() != 2) {
            throw new IllegalArgumentException("subject \"" + entry + "\" is not a valid subject");
        }
        if (!Subjects.valid(words.getFirst())) {
            throw new IllegalArgumentException("subject \"" + words.getFirst() + "\" is not a valid subject");
        }
        if (!Subjects.valid(words.getLast())) {
            throw new IllegalArgumentException("queue \"" + words.getLast() + "\" is not a valid queue");
        }
        return new SubjectRule(Subjects.bytes(words.getFirst()), Subjects.bytes(words.getLast()));
    }

    static SubjectRule[] parseAll(List<String> entries, boolean queueAllowed) {
        return entries.stream().map(entry -> parse(entry, queueAllowed)).toArray(SubjectRule[]::new);
    }

    /// Whether the entry is about a queue.
    boolean qualified() {
        return queue != null;
    }

    boolean matches(byte[] published, int from, int to) {
        return Subjects.matches(subject, 0, subject.length, published, from, to);
    }

    boolean covers(byte[] filter) {
        return Subjects.subsetOf(filter, 0, filter.length, subject, 0, subject.length);
    }

    boolean overlaps(byte[] filter) {
        return Subjects.overlap(filter, 0, filter.length, subject, 0, subject.length);
    }

    /// Whether the entry is about this queue. A queue name that looks like a filter is also equal to itself.
    boolean namesQueue(byte[] name) {
        return queue != null
                && (Arrays.equals(queue, name) || Subjects.subsetOf(name, 0, name.length, queue, 0, queue.length));
    }
}
