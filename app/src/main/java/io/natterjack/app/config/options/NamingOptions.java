package io.natterjack.app.config.options;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the server says about itself.
///
/// @param serverName  · null to be named by its id
/// @param tags        · `server_tags`
/// @param metadata    · `server_metadata`
/// @param headers     · clients may use headers
/// @param clusterName · null for none
public record NamingOptions(
        @Nullable String serverName,
        List<String> tags,
        Map<String, String> metadata,
        boolean headers,
        @Nullable String clusterName) {
    public NamingOptions {
        tags = List.copyOf(tags);
        metadata = Map.copyOf(metadata);
    }
}
