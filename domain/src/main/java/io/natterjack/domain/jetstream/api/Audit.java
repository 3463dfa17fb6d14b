package io.natterjack.domain.jetstream.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.advisory.ServerAdvisory;
import io.natterjack.domain.jetstream.api.call.ApiCall;

/// Tells whoever watches the API who has asked what, and what was answered.
///
/// Confined to the shard.
final class Audit {
    private final AccountStreams streams;

    Audit(AccountStreams streams) {
        this.streams = streams;
    }

    /// @param subject · the whole of it
    void tell(String subject, ApiCall call, byte[] answer) {
        if (streams.advisories().heard(ServerAdvisory.Audited.SUBJECT)) {
            streams.advisories()
                    .tell(new ServerAdvisory.Audited(
                            streams.server().name(),
                            call.requester(),
                            subject,
                            new String(call.body(), UTF_8),
                            new String(answer, UTF_8)));
        }
    }
}
