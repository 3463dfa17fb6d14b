package io.natterjack.domain.jetstream.advisory;

import io.natterjack.domain.jetstream.json.JsonOut;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The client that has asked for something. Texts are empty where nothing is known.
///
/// @param start      · when it has connected; null if that is not known
/// @param host       · where it comes from
/// @param id         · of its connection
/// @param name       · as it says itself, like the next two
/// @param rttNanos   · 0 if that was not measured
/// @param server     · that it is connected to
/// @param clientType · such as `nats` or `websocket`
public record Requester(
        @Nullable Instant start,
        String host,
        long id,
        String account,
        String user,
        String name,
        String language,
        String version,
        long rttNanos,
        String server,
        String nameTag,
        String clientType) {
    /// Somebody of whom nothing is known.
    public static Requester unknown(String server) {
        return new Requester(null, "", 0, "", "", "", "", "", 0, server, "", "");
    }

    /// Writes its fields.
    void write(JsonOut out) {
        out.optional("start", start)
                .optional("host", host)
                .optionalUnsigned("id", id)
                .optional("acc", account)
                .optional("user", user)
                .optional("name", name)
                .optional("lang", language)
                .optional("ver", version)
                .optional("rtt", rttNanos)
                .optional("server", server)
                .optional("name_tag", nameTag)
                .field("kind", "Client")
                .optional("client_type", clientType);
    }
}
