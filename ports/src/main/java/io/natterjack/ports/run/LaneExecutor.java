package io.natterjack.ports.run;

/// Runs work on the thread of one lane.
///
/// **Threading.** Any thread may submit. Tasks run one at a time on the lane's thread, and tasks submitted by one
/// thread run in the order they were submitted.
///
/// **Ownership.** The executor keeps a task until it has run or was cancelled.
///
/// **Failure.** A task that throws is logged and does not stop the lane. Tasks submitted after the lane's end are
/// dropped.
public interface LaneExecutor {
    /// Runs a task soon. Never runs it before returning.
    void execute(Runnable task);

    /// Runs a task once, when a delay has passed.
    ///
    /// @param delayNanos · 0 or more
    Alarm after(long delayNanos, Runnable task);
}
