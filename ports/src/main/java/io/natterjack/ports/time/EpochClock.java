package io.natterjack.ports.time;

import java.time.Instant;

/// The wall clock, for what people read. May jump in either direction.
///
/// **Threading.** Any thread.
///
/// **Ownership.** Nothing is handed over.
///
/// **Failure.** Never fails.
@FunctionalInterface
public interface EpochClock {
    Instant now();
}
