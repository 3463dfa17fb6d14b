package io.natterjack.domain.jetstream.api.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.error.JetStreamError;

/// Refuses requests of clients that need a newer server.
public final class RequiredApiLevel {
    private static final String HEADER = "Nats-Required-Api-Level:";

    private RequiredApiLevel() {}

    /// @param block · the headers of the request; empty for none
    public static void check(byte[] block) {
        if (block.length > 0) {
            new String(block, UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(HEADER))
                    .findFirst()
                    .map(line -> line.substring(HEADER.length()).strip())
                    .filter(level -> !ApiLevel.supports(level))
                    .ifPresent(level -> {
                        throw JetStreamError.REQUIRED_API_LEVEL.failure();
                    });
        }
    }
}
