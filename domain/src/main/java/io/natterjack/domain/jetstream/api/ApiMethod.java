package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.json.JsonOut;
import java.util.function.Consumer;
import java.util.function.Function;

/// One method of the API.
///
/// @param type   · of its answers, without what all have in common; `stream_create` for one
/// @param names  · how many names follow it in the subject
/// @param paged  · answers say which part of the whole they are, also when they are errors
/// @param answer · does what is asked, and returns the fields of the answer; or throws an
///                 [io.natterjack.domain.jetstream.error.ApiFailure]
record ApiMethod(String type, int names, boolean paged, Function<ApiCall, Consumer<JsonOut>> answer) {
    ApiMethod(String type, int names, Function<ApiCall, Consumer<JsonOut>> answer) {
        this(type, names, false, answer);
    }

    /// What is done has no more to say than that it is done.
    static Consumer<JsonOut> success() {
        return out -> out.field("success", true);
    }
}
