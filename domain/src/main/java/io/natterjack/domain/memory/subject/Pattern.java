package io.natterjack.domain.memory.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.List;

/// One pattern of a filter, taken apart.
final class Pattern {
    private final byte[] bytes;
    private final Token[] tokens;
    private final boolean literal;
    private final SubjectFilter alone;
    private final SubjectFilter before;
    private final boolean first;

    /// @param index · which pattern of the filter
    Pattern(SubjectFilter filter, int index) {
        List<String> patterns = filter.patterns();
        String text = patterns.get(index);
        String[] words = text.split("\\.", -1);
        bytes = text.getBytes(UTF_8);
        tokens = new Token[words.length];
        for (int i = 0; i < words.length; i++) {
            tokens[i] = new Token(words[i], i == words.length - 1);
        }
        literal = SubjectFilter.literal(text);
        alone = SubjectFilter.of(text);
        first = index == 0;
        before = new SubjectFilter(patterns.subList(0, index));
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return tokens.length;
    }

    Token token(int index) {
        return tokens[index];
    }

    boolean literal() {
        return literal;
    }

    boolean matches(Subject subject) {
        return alone.matches(subject.bytes(), subject.from(), subject.to());
    }

    /// Whether a pattern of the filter that comes before this one means a subject too.
    boolean repeats(Subject subject) {
        return !first && before.matches(subject.bytes(), subject.from(), subject.to());
    }
}
