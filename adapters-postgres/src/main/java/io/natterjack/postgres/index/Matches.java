package io.natterjack.postgres.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Remembers which subjects a filter means, so that looking for the next message compares numbers. Confined.
final class Matches {
    private static final byte UNKNOWN = 0;
    private static final byte YES = 1;
    private static final byte NO = 2;

    private final SubjectFilter filter;
    private final SubjectTable subjects;
    private final byte @Nullable [] literal;
    private byte[] known = {};

    Matches(SubjectFilter filter, SubjectTable subjects) {
        this.filter = filter;
        this.subjects = subjects;
        boolean single = filter.patterns().size() == 1
                && SubjectFilter.literal(filter.patterns().getFirst());
        this.literal = single ? filter.patterns().getFirst().getBytes(UTF_8) : null;
    }

    /// Whether a single subject is meant.
    boolean isLiteral() {
        return literal != null;
    }

    /// The number of the single subject that is meant; -1 if there is none, or if it has no message.
    int only() {
        return literal == null ? -1 : subjects.find(literal, 0, literal.length);
    }

    boolean contains(int id) {
        if (id >= known.length) {
            known = Arrays.copyOf(known, Math.max(subjects.end(), id + 1));
        }
        if (known[id] == UNKNOWN) {
            byte[] name = subjects.name(id);
            known[id] = filter.matches(name, 0, name.length) ? YES : NO;
        }
        return known[id] == YES;
    }

    /// A number stands for nothing now, and for another subject later.
    void forget(int id) {
        if (id < known.length) {
            known[id] = UNKNOWN;
        }
    }
}
