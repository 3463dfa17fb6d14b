package io.natterjack.ports.storage.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/// Which subjects: all that match one of several patterns, whose tokens may be `*` for any one and, at the end, `>` for
/// any one or more. No pattern at all stands for every subject. Immutable.
public final class SubjectFilter {
    public static final SubjectFilter ALL = new SubjectFilter(List.of());

    private final List<String> patterns;
    private final byte[][] encoded;

    /// @param patterns · valid subjects; better none that matches all that another matches
    public SubjectFilter(List<String> patterns) {
        this.patterns = patterns.contains(">") ? List.of() : List.copyOf(patterns);
        this.encoded =
                this.patterns.stream().map(pattern -> pattern.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    public static SubjectFilter of(String... patterns) {
        return new SubjectFilter(List.of(patterns));
    }

    /// Whether every subject is meant.
    public boolean all() {
        return encoded.length == 0;
    }

    /// Empty if every subject is meant.
    public List<String> patterns() {
        return patterns;
    }

    /// Whether a pattern means one subject only.
    public static boolean literal(String pattern) {
        for (String token : pattern.split("\\.", -1)) {
            if (token.equals("*") || token.equals(">")) {
                return false;
            }
        }
        return true;
    }

    /// Whether a literal subject is meant. Bytes are UTF-8.
    public boolean matches(byte[] subject, int from, int to) {
        if (encoded.length == 0) {
            return true;
        }
        for (byte[] pattern : encoded) {
            if (matches(pattern, subject, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] pattern, byte[] subject, int from, int to) {
        int at = from;
        int next = 0;
        while (next <= pattern.length && at <= to) {
            int patternEnd = tokenEnd(pattern, next, pattern.length);
            int end = tokenEnd(subject, at, to);
            boolean single = patternEnd == next + 1;
            if (single && pattern[next] == '>' && patternEnd == pattern.length) {
                return at < to;
            }
            boolean any = single && pattern[next] == '*' && end > at;
            if (!any && !Arrays.equals(pattern, next, patternEnd, subject, at, end)) {
                return false;
            }
            next = patternEnd + 1;
            at = end + 1;
        }
        return next > pattern.length && at > to;
    }

    private static int tokenEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '.') {
            at++;
        }
        return at;
    }

    @Override
    public String toString() {
        return patterns.isEmpty() ? ">" : String.join(", ", patterns);
    }
}
