package io.natterjack.domain.jetstream.advisory;

import io.natterjack.domain.jetstream.json.JsonOut;
import java.time.Instant;

/// Something that has happened. It is published to its subject in the account that it concerns.
public sealed interface Advisory permits StreamAdvisory, ConsumerAdvisory, ServerAdvisory {
    /// Where it is published to.
    String subject();

    /// The last part of its type.
    String kind();

    /// Writes its own fields.
    ///
    /// @param domain · of the server; empty for none
    void write(JsonOut out, String domain);

    /// Whether it is a measurement.
    default boolean metric() {
        return false;
    }

    /// The whole message.
    ///
    /// @param id     · unique
    /// @param now    · when it happened
    /// @param domain · of the server; empty for none
    default byte[] json(String id, Instant now, String domain) {
        String type = "io.nats.jetstream." + (metric() ? "metric" : "advisory") + ".v1." + kind();
        return JsonOut.document(this, (advisory, out) -> {
            out.field("type", type).field("id", id).field("timestamp", now);
            advisory.write(out, domain);
        });
    }
}
