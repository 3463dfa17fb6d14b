package io.natterjack.domain.settings;

import java.util.List;

/// Where messages that are published to a subject go instead.
///
/// @param source       · subject, may have wildcards
/// @param destinations · at least one; weights of one cluster add up to 100 at most
public record MappingSettings(String source, List<Destination> destinations) {
    public MappingSettings {
        destinations = List.copyOf(destinations);
    }

    /// @param transform     · subject with functions such as `{{wildcard(1)}}`
    /// @param weightPercent · 0 to 100
    /// @param cluster       · the cluster it is meant for; empty for every one
    public record Destination(String transform, int weightPercent, String cluster) {}
}
