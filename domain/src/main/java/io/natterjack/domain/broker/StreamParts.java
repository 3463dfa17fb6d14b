package io.natterjack.domain.broker;

import io.natterjack.domain.jetstream.Storages;
import io.natterjack.ports.run.LaneExecutor;
import java.util.List;

/// What a broker needs to keep streams.
///
/// @param storages · open; whoever opened them closes them, after the broker
/// @param shards   · threads that will own streams; one or more
public record StreamParts(Storages storages, List<LaneExecutor> shards) {
    public StreamParts {
        shards = List.copyOf(shards);
    }
}
