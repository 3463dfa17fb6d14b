package io.natterjack.domain.jetstream.api.call;

import io.natterjack.domain.jetstream.response.ResponseKind;
import java.util.function.Function;

/// One method of the API.
///
/// @param kind   · of its answers
/// @param names  · how many names follow it in the subject; -1 for one or more
/// @param level  · when the level of the API is looked at that the client requires
/// @param answer · does what is asked and returns the document, or throws an
///                 [io.natterjack.domain.jetstream.error.ApiFailure]
public record ApiMethod(ResponseKind kind, int names, Level level, Function<ApiCall, byte[]> answer) {
    /// When [RequiredApiLevel] has its say.
    public enum Level {
        /// Before anything else.
        FIRST,
        /// When the method itself says so, or never.
        LATER
    }

    /// Whether so many names may follow.
    public boolean takes(int count) {
        return names < 0 ? count > 0 : count == names;
    }
}
