package io.natterjack.ports.run;

/// A task that has been set for later.
///
/// **Threading.** Any thread. Only a cancellation on the lane's own thread is certain to come in time.
///
/// **Ownership.** Nothing is handed over.
///
/// **Failure.** Cancelling twice, or after the task has run, does nothing.
@FunctionalInterface
public interface Alarm {
    /// An alarm that was never set.
    Alarm NONE = () -> {};

    void cancel();
}
