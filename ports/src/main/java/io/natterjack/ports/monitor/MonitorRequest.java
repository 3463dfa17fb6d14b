package io.natterjack.ports.monitor;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request for a monitoring page.
///
/// @param path       · without the query, percent-decoded, starting with `/`
/// @param parameters · of the query, percent-decoded; values in the order they were given
public record MonitorRequest(String path, Map<String, List<String>> parameters) {
    public MonitorRequest {
        parameters = Map.copyOf(parameters);
    }

    /// The first value of a parameter.
    public @Nullable String first(String name) {
        List<String> values = parameters.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
