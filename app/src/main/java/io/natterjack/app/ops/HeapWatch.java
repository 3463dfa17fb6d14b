package io.natterjack.app.ops;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Keeps what is old and dead from filling the memory of the machine.
///
/// Before it looks for garbage among old objects, the serial collector takes more memory, until the heap is as large as
/// it may be. So a server of which little is alive would come to hold a quarter of the machine in the end. Here old
/// objects are looked through as soon as they take much more than what was alive the last time. That stops the
/// process for about a millisecond for each megabyte that is alive, and gives memory back.
///
/// It is for a process of its own; whoever embeds a server decides about the heap.
public final class HeapWatch {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MEGABYTE = 1 << 20;
    private static final long GARBAGE_MIN_BYTES = 160 * MEGABYTE;

    /// A heap that is full of what is alive is looked through once in so many looks.
    private static final int FULL_LOOKS = 5;

    private final LongSupplier usedBytes;
    private final LongSupplier aliveBytes;
    private final long fullBytes;
    private final Runnable collect;
    private int fullLooks;

    /// @param usedBytes  · by old objects
    /// @param aliveBytes · of them, when they were last looked through
    /// @param fullBytes  · with more alive than this nothing is taken in, so what becomes free must be found
    HeapWatch(LongSupplier usedBytes, LongSupplier aliveBytes, long fullBytes, Runnable collect) {
        this.usedBytes = usedBytes;
        this.aliveBytes = aliveBytes;
        this.fullBytes = fullBytes;
        this.collect = collect;
    }

    /// Watches for as long as the process lives, if it has the serial collector.
    public static void begin() {
        Thread.ofPlatform().name("natterjack-heap").daemon().start(HeapWatch::watch);
    }

    private static void watch() {
        // What tells about the parts of the heap costs some memory itself.
        Runtime runtime = Runtime.getRuntime();
        while (runtime.totalMemory() < Math.min(GARBAGE_MIN_BYTES, runtime.maxMemory() / 2)) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        OldGeneration old = OldGeneration.find();
        if (old == null || !old.isSerial()) {
            return;
        }
        HeapWatch watch = new HeapWatch(old::usedBytes, old::aliveBytes, old.fullBytes(), System::gc);
        while (true) {
            watch.look();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// Has garbage collected if there may be much of it.
    void look() {
        long alive = aliveBytes.getAsLong();
        fullLooks = alive > fullBytes ? fullLooks + 1 : 0;
        if (usedBytes.getAsLong() > 2 * alive + GARBAGE_MIN_BYTES || fullLooks == FULL_LOOKS) {
            fullLooks = 0;
            collect.run();
        }
    }
}
