package io.natterjack.app.config.options;

import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything the operator decided, with defaults in place of what was not.
///
/// @param source        · where the configuration was read from
/// @param naming        · what the server says about itself
/// @param clients       · the listener for clients
/// @param webSocket     · the listener for WebSocket clients; null for none
/// @param monitor       · monitoring over HTTP
/// @param log           · what is logged, and where to
/// @param files         · files for others to read
/// @param limits        · what clients may cost
/// @param jetStream     · streams and consumers
/// @param authorization · who may come in
/// @param systemAccount · as configured; null if it was not, and then there is `$SYS` unless it is switched off
/// @param defaultSentinel · a JWT for clients without credentials; empty for none
/// @param warnings      · lines for the log about settings that are discouraged
/// @param ignored       · lines for the log about settings that have no effect
public record ServerOptions(
        ConfigSource source,
        NamingOptions naming,
        ListenOptions clients,
        @Nullable WebSocketOptions webSocket,
        MonitorOptions monitor,
        LogOptions log,
        FileOptions files,
        Limits limits,
        JetStreamOptions jetStream,
        AuthorizationSettings authorization,
        @Nullable String systemAccount,
        String defaultSentinel,
        List<String> warnings,
        List<String> ignored) {
    public ServerOptions {
        warnings = List.copyOf(warnings);
        ignored = List.copyOf(ignored);
    }
}
