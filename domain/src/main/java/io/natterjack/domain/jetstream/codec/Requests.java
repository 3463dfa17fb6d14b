package io.natterjack.domain.jetstream.codec;

import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.json.InvalidJsonException;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonReader;
import java.util.function.Function;

/// What all requests have in common.
final class Requests {
    private Requests() {}

    /// @param type · what the reference calls it in complaints
    /// @throws io.natterjack.domain.jetstream.error.ApiFailure with the complaint
    static <T> T read(byte[] body, String type, boolean strict, Function<JsonObject, T> decode) {
        try {
            return JsonReader.read(body, type, strict, decode);
        } catch (InvalidJsonException e) {
            throw JetStreamError.INVALID_JSON.failure(String.valueOf(e.getMessage()));
        }
    }

    /// As [#read], for the methods that take one JSON text and do not mind fields that nobody knows.
    ///
    /// @throws io.natterjack.domain.jetstream.error.ApiFailure with the complaint
    static <T> T readWhole(byte[] body, String type, Function<JsonObject, T> decode) {
        try {
            return JsonReader.readWhole(body, type, decode);
        } catch (InvalidJsonException e) {
            throw JetStreamError.INVALID_JSON.failure(String.valueOf(e.getMessage()));
        }
    }

    /// How many entries of a list to skip.
    static int offset(JsonField field) {
        return field.within("ApiPagedRequest").integer();
    }
}
