package io.natterjack.domain.settings;

import io.natterjack.ports.session.HostPort;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who the server says it is.
///
/// @param id             · public server nkey, `N` and 55 more characters
/// @param name           · equal to the id unless configured
/// @param version        · version of the reference whose behaviour is followed; clients gate features on it
/// @param gitCommit      · seven characters of the source revision, or empty
/// @param runtime        · what runs the server, where the reference names its Go version
/// @param headers        · clients may use headers
/// @param clusterName    · null outside a cluster
/// @param tags           · `server_tags`
/// @param metadata       · `server_metadata`
/// @param curveKey       · public curve key, `X` and 55 more characters
/// @param advertise      · told to clients instead of the bound address; a port of 0 stands for the bound one; null for
///                         none
public record ServerIdentity(
        String id,
        String name,
        String version,
        String gitCommit,
        String runtime,
        boolean headers,
        @Nullable String clusterName,
        List<String> tags,
        Map<String, String> metadata,
        String curveKey,
        @Nullable HostPort advertise) {
    public ServerIdentity {
        tags = List.copyOf(tags);
        metadata = Map.copyOf(metadata);
    }
}
