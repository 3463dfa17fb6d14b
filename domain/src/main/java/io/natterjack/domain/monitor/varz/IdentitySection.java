package io.natterjack.domain.monitor.varz;

import static io.natterjack.domain.monitor.text.PageValues.orNull;

import io.avaje.jsonb.Json;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.DoorSettings;
import io.natterjack.domain.settings.MonitorSettings;
import io.natterjack.domain.settings.ServerIdentity;
import org.jspecify.annotations.Nullable;

/// Who the server is, and what it asks of clients.
///
/// @param go           · what runs the server
/// @param authRequired · null for false, as the next two
@Json(naming = Json.Naming.LowerUnderscore)
public record IdentitySection(
        String serverId,
        String serverName,
        String version,
        int proto,
        @Nullable String gitCommit,
        String go,
        String host,
        int port,
        @Nullable Boolean authRequired,
        @Nullable Boolean tlsRequired,
        @Nullable Boolean tlsVerify) {
    static IdentitySection of(BrokerSettings settings, MonitorSettings monitor, boolean authRequired) {
        ServerIdentity server = settings.identity();
        DoorSettings door = settings.clients();
        return new IdentitySection(
                server.id(),
                server.name(),
                server.version(),
                1,
                orNull(server.gitCommit()),
                server.runtime(),
                monitor.clients().host(),
                monitor.clients().port(),
                orNull(authRequired),
                orNull(door.tlsRequired()),
                orNull(door.tlsVerify()));
    }
}
