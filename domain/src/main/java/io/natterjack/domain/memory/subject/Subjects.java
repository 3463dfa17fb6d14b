package io.natterjack.domain.memory.subject;

import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The subjects of one stream: found by name in a table, and by pattern in a tree. Confined to the stream's owner.
public final class Subjects {
    private final ByteTable<Subject> table = new ByteTable<>();
    private final TokenTree tree = new TokenTree();

    /// Filters live as long as consumers do; those that nobody holds any more go by themselves.
    private final Map<SubjectFilter, List<Pattern>> patterns = new WeakHashMap<>();

    public int size() {
        return table.size();
    }

    /// Null if no message has it.
    public @Nullable Subject find(byte[] bytes, int from, int to) {
        return table.get(ByteKey.hash(bytes, from, to), bytes, from, to);
    }

    /// The subject of a message that is about to be added.
    public Subject findOrMake(byte[] bytes, int from, int to) {
        int hash = ByteKey.hash(bytes, from, to);
        Subject found = table.get(hash, bytes, from, to);
        if (found == null) {
            found = new Subject(Arrays.copyOfRange(bytes, from, to), hash);
            table.add(found);
            tree.add(found);
        }
        return found;
    }

    /// Takes one message out of its subject, and with the last one the subject.
    public void remove(Subject subject, long sequence) {
        subject.remove(sequence);
        if (subject.count() == 0) {
            table.remove(subject);
            tree.remove(subject);
        }
    }

    /// Whether a filter names its subjects one by one.
    public boolean literal(SubjectFilter filter) {
        if (filter.all()) {
            return false;
        }
        for (Pattern pattern : patterns(filter)) {
            if (!pattern.literal()) {
                return false;
            }
        }
        return true;
    }

    /// Shows every subject that matches, once, until somebody has seen enough.
    ///
    /// @return false if somebody had
    public boolean visit(SubjectFilter filter, Predicate<Subject> visitor) {
        if (filter.all()) {
            return table.all(visitor);
        }
        for (Pattern pattern : patterns(filter)) {
            if (!visit(pattern, visitor)) {
                return false;
            }
        }
        return true;
    }

    private boolean visit(Pattern pattern, Predicate<Subject> visitor) {
        if (pattern.literal()) {
            Subject found = find(pattern.bytes(), 0, pattern.bytes().length);
            return found == null || pattern.repeats(found) || visitor.test(found);
        }
        return tree.visit(pattern, subject -> pattern.repeats(subject) || visitor.test(subject));
    }

    private List<Pattern> patterns(SubjectFilter filter) {
        List<Pattern> known = patterns.get(filter);
        if (known == null) {
            known = IntStream.range(0, filter.patterns().size())
                    .mapToObj(index -> new Pattern(filter, index))
                    .toList();
            patterns.put(filter, known);
        }
        return known;
    }
}
