package io.natterjack.domain.jetstream.codec;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.json.JsonOut;

/// How an error is told.
public final class ApiErrorJson {
    private ApiErrorJson() {}

    public static void write(ApiError error, JsonOut out) {
        out.field("code", error.error().code())
                .field("err_code", error.error().errCode())
                .field("description", error.description());
    }
}
