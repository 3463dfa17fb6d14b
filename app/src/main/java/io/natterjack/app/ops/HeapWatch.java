package io.natterjack.app.ops;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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

    /// A heap that is nearly full of what is alive is looked through once in so many looks.
    private static final int TIGHT_LOOKS = 5;

    private final LongSupplier usedBytes;
    private final LongSupplier aliveBytes;
    private final long tightBytes;
    private final Runnable collect;
    private int tightLooks;

    /// @param usedBytes  · by old objects
    /// @param aliveBytes · of them, when they were last looked through
    /// @param tightBytes · with more alive than this nothing may be taken in, so what becomes free must be found
    HeapWatch(LongSupplier usedBytes, LongSupplier aliveBytes, long tightBytes, Runnable collect) {
        this.usedBytes = usedBytes;
        this.aliveBytes = aliveBytes;
        this.tightBytes = tightBytes;
        this.collect = collect;
    }

    /// Watches for as long as the process lives, if it has the serial collector.
    public static void begin() {
        Thread.ofPlatform().name("natterjack-heap").daemon().start(HeapWatch::watch);
    }

    private static void watch() {
        // What tells about the parts of the heap costs some memory itself.
        while (Runtime.getRuntime().totalMemory() < GARBAGE_MIN_BYTES) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        MemoryPoolMXBean old = old();
        if (old == null) {
            return;
        }
        HeapWatch watch = new HeapWatch(
                () -> old.getUsage().getUsed(), () -> alive(old), old.getUsage().getMax() / 4 * 3, System::gc);
        while (true) {
            watch.look();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static @Nullable MemoryPoolMXBean old() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Tenured Gen"))
                .findFirst()
                .orElse(null);
    }

    private static long alive(MemoryPoolMXBean old) {
        MemoryUsage last = old.getCollectionUsage();
        return last == null ? 0 : last.getUsed();
    }

    /// Has garbage collected if there may be much of it.
    void look() {
        long alive = aliveBytes.getAsLong();
        tightLooks = alive > tightBytes ? tightLooks + 1 : 0;
        if (usedBytes.getAsLong() > 2 * alive + GARBAGE_MIN_BYTES || tightLooks == TIGHT_LOOKS) {
            tightLooks = 0;
            collect.run();
        }
    }
}
