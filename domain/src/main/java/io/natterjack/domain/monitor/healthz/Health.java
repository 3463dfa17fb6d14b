package io.natterjack.domain.monitor.healthz;

import static io.natterjack.domain.monitor.text.PageValues.orNull;

import io.avaje.jsonb.Json;
import io.natterjack.domain.text.GoQuoted;
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

    /// Something is wrong with the question, or with the server itself.
    static Health failed(Finding finding, boolean details) {
        return details ? new Health("error", null, List.of(finding)) : new Health("error", finding.error, null);
    }

    /// Something is wrong with JetStream.
    ///
    /// @param findings · at least one
    static Health unavailable(List<Finding> findings, boolean details) {
        return details
                ? new Health("error", null, findings)
                : new Health("unavailable", findings.getFirst().error, null);
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
    /// @param type     · `CONNECTION`, `BAD_REQUEST`, `JETSTREAM`, `ACCOUNT`, `STREAM` or `CONSUMER`
    /// @param account  · null if it concerns none in particular, as the next two
    @Json
    public record Finding(
            String type,
            @Nullable String account,
            @Nullable String stream,
            @Nullable String consumer,
            String error) {
        static Finding of(String type, String error) {
            return new Finding(type, null, null, null, error);
        }

        static Finding ofAccount(String account, String error) {
            return new Finding("ACCOUNT", account, null, null, error);
        }

        /// @param account · empty if it concerns more than one stream
        static Finding ofStream(String account, String stream, String error) {
            return new Finding(stream.isEmpty() ? "JETSTREAM" : "STREAM", orNull(account), orNull(stream), null, error);
        }

        static Finding ofConsumer(String account, String stream, String consumer, String error) {
            return new Finding("CONSUMER", account, stream, consumer, error);
        }
    }
}
