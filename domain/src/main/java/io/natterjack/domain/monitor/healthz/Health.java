package io.natterjack.domain.monitor.healthz;

import io.avaje.jsonb.Json;
import io.natterjack.domain.monitor.text.GoQuoted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the server is.
///
/// @param status · `ok`, `unavailable` or `error`
/// @param error  · null if all is well, or if details were asked for
/// @param errors · the details; null if all is well, or if they were not asked for
@Json
public record Health(
        String status, @Nullable String error, @Nullable List<Finding> errors) {
    static final Health OK = new Health("ok", null, null);

    static Health failed(String type, String error, boolean details) {
        return details
                ? new Health("error", null, List.of(new Finding(type, error)))
                : new Health("error", error, null);
    }

    /// What operators read in the log; null if all is well.
    @Nullable
    String complaint() {
        if (error != null) {
            return "Healthcheck failed: " + GoQuoted.text(error);
        }
        return errors == null ? null : "Healthcheck failed: " + errors.size() + " errors";
    }

    /// One thing that is wrong.
    ///
    /// @param type · `CONNECTION` or `BAD_REQUEST`
    @Json
    public record Finding(String type, String error) {}
}
