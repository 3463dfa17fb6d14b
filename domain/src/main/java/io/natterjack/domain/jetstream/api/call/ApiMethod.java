package io.natterjack.domain.jetstream.api.call;

import io.natterjack.domain.jetstream.response.ResponseKind;
import java.util.function.Function;

/// One method of the API.
///
/// @param kind   · of its answers
/// @param names  · how many names follow it in the subject; -1 for one or more
/// @param answer · does what is asked and returns the document, or throws an
///                 [io.natterjack.domain.jetstream.error.ApiFailure]
public record ApiMethod(ResponseKind kind, int names, Function<ApiCall, byte[]> answer) {
    /// Whether so many names may follow.
    public boolean takes(int count) {
        return names < 0 ? count > 0 : count == names;
    }
}
