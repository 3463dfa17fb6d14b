package io.natterjack.domain.system;

import io.avaje.jsonb.Json;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.domain.text.GoTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The server, at the head of everything that it says of its own accord.
///
/// @param host      · where the asking client has connected to
/// @param cluster   · null outside a cluster
/// @param tags      · null for none
/// @param metadata  · null for none
/// @param jetstream · the server has streams
/// @param flags     · bits for what it can do with them
/// @param seq       · of the messages of this server
@Json
public record ServerHeader(
        String name,
        String host,
        String id,
        @Nullable String cluster,
        String ver,
        @Nullable List<String> tags,
        @Nullable Map<String, String> metadata,
        boolean jetstream,
        int flags,
        long seq,
        String time) {
    static ServerHeader of(ServerIdentity server, String host, long sequence, Instant now) {
        return new ServerHeader(
                server.name(),
                host,
                server.id(),
                server.clusterName(),
                server.version(),
                server.tags().isEmpty() ? null : server.tags(),
                server.metadata().isEmpty() ? null : new TreeMap<>(server.metadata()),
                false,
                0,
                sequence,
                GoTime.text(now));
    }
}
