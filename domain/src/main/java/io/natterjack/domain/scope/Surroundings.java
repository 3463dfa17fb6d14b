package io.natterjack.domain.scope;

import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.run.Background;
import io.natterjack.ports.time.EpochClock;
import io.natterjack.ports.time.NanoClock;

/// What the broker knows of the world.
///
/// @param nanoClock  · for deadlines
/// @param epochClock · for what people read
/// @param background · for work that a lane cannot afford
/// @param log        · for operators
public record Surroundings(NanoClock nanoClock, EpochClock epochClock, Background background, ServerLog log) {}
