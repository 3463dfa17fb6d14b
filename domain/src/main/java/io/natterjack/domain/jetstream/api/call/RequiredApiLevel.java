package io.natterjack.domain.jetstream.api.call;

import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.error.JetStreamError;

/// Refuses requests of clients that need a newer server.
public final class RequiredApiLevel {
    private static final String HEADER = "Nats-Required-Api-Level";

    private RequiredApiLevel() {}

    /// @throws io.natterjack.domain.jetstream.error.ApiFailure if the request is one of them
    public static void check(ApiCall call) {
        String level = call.header(HEADER);
        if (!level.isEmpty() && !ApiLevel.supports(level)) {
            throw JetStreamError.REQUIRED_API_LEVEL.failure();
        }
    }
}
