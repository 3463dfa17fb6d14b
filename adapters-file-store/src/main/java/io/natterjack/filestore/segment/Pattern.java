package io.natterjack.filestore.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.Arrays;
import java.util.List;

/// One pattern of a filter, with the bytes that all subjects begin with that match it.
///
/// @param filter  · only this pattern
/// @param prefix  · the whole subject if it is a literal one
/// @param literal · whether it matches one subject only
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Pattern(SubjectFilter filter, byte[] prefix, boolean literal) {
    /// The patterns of a filter that does not match everything.
    public static List<Pattern> of(SubjectFilter filter) {
        return filter.patterns().stream().map(Pattern::of).toList();
    }

    /// Whether one of several patterns matches a subject. Most subjects are told apart by their beginning.
    public static boolean any(List<Pattern> patterns, byte[] subject, int from, int to) {
        for (Pattern pattern : patterns) {
            byte[] prefix = pattern.prefix;
            if (to - from >= prefix.length
                    && Arrays.equals(subject, from, from + prefix.length, prefix, 0, prefix.length)
                    && pattern.filter.matches(subject, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static Pattern of(String pattern) {
        int at = 0;
        for (String token : pattern.split("\\.", -1)) {
            if (token.equals("*") || token.equals(">")) {
                return new Pattern(
                        SubjectFilter.of(pattern), pattern.substring(0, at).getBytes(UTF_8), false);
            }
            at += token.length() + 1;
        }
        return new Pattern(SubjectFilter.of(pattern), pattern.getBytes(UTF_8), true);
    }
}
