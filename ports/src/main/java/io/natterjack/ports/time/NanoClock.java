package io.natterjack.ports.time;

/// Elapsed time, for deadlines. Unrelated to the wall clock, never moves backwards, may wrap: compare by subtraction.
///
/// **Threading.** Any thread.
///
/// **Ownership.** Nothing is handed over.
///
/// **Failure.** Never fails.
@FunctionalInterface
public interface NanoClock {
    long nanoTime();
}
