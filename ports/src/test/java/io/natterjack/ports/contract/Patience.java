package io.natterjack.ports.contract;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what happens on another thread.
public final class Patience {
    private static final long LOOK_AGAIN_NANOS = 200_000;

    private Patience() {}

    /// Returns as soon as the condition holds.
    ///
    /// @param what · completes the sentence "expected that …" of the failure
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + WireClient.PATIENCE_MILLIS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("expected that " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
