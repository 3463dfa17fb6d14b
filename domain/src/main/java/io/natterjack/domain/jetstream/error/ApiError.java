package io.natterjack.domain.jetstream.error;

import io.natterjack.domain.jetstream.json.JsonOut;

/// An error as a client sees it.
///
/// @param error       · its number
/// @param description · with all places filled
public record ApiError(JetStreamError error, String description) {
    /// How it is told.
    public void write(JsonOut out) {
        out.field("code", error.code()).field("err_code", error.errCode()).field("description", description);
    }
}
