package io.natterjack.app.streams;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.function.BooleanSupplier;

/// Whether the heap has no room for more messages.
///
/// Limits of streams count bytes as the reference does, and a message takes more than that of the heap. What counts is
/// what was alive when old objects were last looked through: were it more than four fifths of the room for them,
/// collections would soon take all the time. Any thread.
public final class HeapRoom implements BooleanSupplier {
    private final MemoryPoolMXBean old;

    private HeapRoom(MemoryPoolMXBean old) {
        this.old = old;
    }

    /// Of this virtual machine. With a collector that has no room for old objects of its own there is always room.
    public static BooleanSupplier ofThisProcess() {
        return () -> {
            // What tells about the parts of the heap costs some memory itself.
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() > runtime.maxMemory() / 2 && Known.ROOM.getAsBoolean();
        };
    }

    private static final class Known {
        static final BooleanSupplier ROOM = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool ->
                        pool.getName().equals("Tenured Gen") || pool.getName().endsWith(" Old Gen"))
                .findFirst()
                .<BooleanSupplier>map(HeapRoom::new)
                .orElse(() -> false);
    }

    @Override
    public boolean getAsBoolean() {
        MemoryUsage alive = old.getCollectionUsage();
        return alive != null && isFull(alive.getUsed(), alive.getMax());
    }

    /// @param alive · bytes
    /// @param max   · bytes; below 0 if unknown
    static boolean isFull(long alive, long max) {
        return max > 0 && alive > max / 5 * 4;
    }
}
