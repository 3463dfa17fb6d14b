package io.natterjack.ports.session;

import io.natterjack.ports.run.LaneExecutor;

/// The broker as a transport sees it: the place to bring clients to.
///
/// **Threading.** Any thread.
///
/// **Ownership.** The gateway keeps the executor for as long as the lane is used.
///
/// **Failure.** Never fails.
@FunctionalInterface
public interface ClientGateway {
    /// Opens the broker's half of one transport thread. A transport opens one lane for each of its threads.
    ///
    /// @param executor · runs work on that thread, now or later
    Lane openLane(LaneExecutor executor);
}
