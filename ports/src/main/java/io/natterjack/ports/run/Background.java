package io.natterjack.ports.run;

/// Runs work that takes longer than a lane may be held up, such as checking a bcrypt password.
///
/// **Threading.** Any thread may submit. Tasks run on other threads, in no particular order.
///
/// **Ownership.** The background keeps a task until it has run.
///
/// **Failure.** A task that throws is logged. The number of waiting tasks is bounded: a full queue refuses by
/// returning false, and the caller treats its work as failed.
@FunctionalInterface
public interface Background {
    /// @return false if the task was not accepted and will never run
    boolean submit(Runnable task);
}
