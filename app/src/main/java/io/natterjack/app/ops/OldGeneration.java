package io.natterjack.app.ops;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import org.jspecify.annotations.Nullable;

/// The part of the heap where objects stay that have lived for a while. Any thread.
///
/// To know it costs some memory itself, so it is looked up only when the heap is large.
public final class OldGeneration {
    private static final String SERIAL = "Tenured Gen";

    private final MemoryPoolMXBean pool;

    private OldGeneration(MemoryPoolMXBean pool) {
        this.pool = pool;
    }

    /// Null with a collector that has none, or tells nothing about it.
    public static @Nullable OldGeneration find() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(SERIAL) || pool.getName().endsWith(" Old Gen"))
                .findFirst()
                .map(OldGeneration::new)
                .orElse(null);
    }

    /// Whether it belongs to the serial collector.
    boolean isSerial() {
        return pool.getName().equals(SERIAL);
    }

    long usedBytes() {
        return pool.getUsage().getUsed();
    }

    /// What was alive when it was last looked through; 0 before.
    public long aliveBytes() {
        MemoryUsage last = pool.getCollectionUsage();
        return last == null ? 0 : last.getUsed();
    }

    /// With so much alive, collections would soon take all the time: nothing that stays may come in.
    public long fullBytes() {
        long max = pool.getUsage().getMax();
        return max < 0 ? Long.MAX_VALUE : max / 5 * 4;
    }
}
