package io.natterjack.domain.jetstream.document;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.json.JsonOut;

/// An error inside of another document.
public final class ErrorJson {
    private ErrorJson() {}

    /// Writes its fields.
    public static void write(ApiError error, JsonOut out) {
        out.field("code", error.error().code())
                .field("err_code", error.error().errCode())
                .field("description", error.description());
    }
}
