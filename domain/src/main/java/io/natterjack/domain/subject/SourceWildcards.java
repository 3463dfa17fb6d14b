package io.natterjack.domain.subject;

import java.util.List;
import java.util.stream.IntStream;

/// Where the `*` of a source stand among its tokens.
///
/// @param places · of the first, the second, …; tokens are counted from 0
/// @param tail   · whether the source ends with `>`
record SourceWildcards(List<Integer> places, boolean tail) {
    static SourceWildcards of(List<String> source) {
        List<Integer> places = IntStream.range(0, source.size())
                .filter(at -> source.get(at).equals("*"))
                .boxed()
                .toList();
        return new SourceWildcards(places, source.getLast().equals(">"));
    }

    /// Whether the source is literal.
    boolean none() {
        return places.isEmpty() && !tail;
    }

    /// The token that a wildcard stands at. What is below 1 means the first token, as in the reference.
    ///
    /// @param index  · counted from 1
    /// @param caller · the token of the destination that asks
    int token(int index, String caller) {
        if (none()) {
            throw InvalidMappingException.destination(InvalidMappingException.INDEX_OUT_OF_RANGE, caller);
        }
        if (index > places.size()) {
            throw InvalidMappingException.destination(
                    InvalidMappingException.INDEX_OUT_OF_RANGE, caller + ": [" + index + "]");
        }
        return index < 1 ? 0 : places.get(index - 1);
    }
}
