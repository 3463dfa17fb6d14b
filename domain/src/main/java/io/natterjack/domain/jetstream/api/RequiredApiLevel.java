package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;

/// Refuses requests of clients that need a newer server.
final class RequiredApiLevel {
    private RequiredApiLevel() {}

    /// @param block · the headers of the request; empty for none
    static void check(byte[] block) {
        if (block.length > 0) {
            MessageHeaders headers = new MessageHeaders();
            headers.read(block, 0, block.length);
            if (headers.has(MessageHeader.REQUIRED_API_LEVEL)
                    && !ApiLevel.supports(headers.text(MessageHeader.REQUIRED_API_LEVEL))) {
                throw JetStreamError.REQUIRED_API_LEVEL.failure();
            }
        }
    }
}
