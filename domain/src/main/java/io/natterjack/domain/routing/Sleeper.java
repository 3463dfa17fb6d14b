package io.natterjack.domain.routing;

/// Somebody who has been left messages and is woken when the pass of reads ends.
///
/// Called from any lane.
public interface Sleeper {
    void wake();
}
