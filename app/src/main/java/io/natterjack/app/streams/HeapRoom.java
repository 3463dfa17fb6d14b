package io.natterjack.app.streams;

import io.natterjack.app.ops.OldGeneration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Whether the heap has no room for more messages.
///
/// Limits of streams count bytes as the reference does, and a message takes more than that of the heap. What counts is
/// what was alive when old objects were last looked through. With a collector that tells nothing about them there is
/// always room. Any thread.
public final class HeapRoom implements BooleanSupplier {
    private static final class Known {
        static final @Nullable OldGeneration OLD = OldGeneration.find();
    }

    @Override
    public boolean getAsBoolean() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() > runtime.maxMemory() / 2 && isFull(Known.OLD);
    }

    private static boolean isFull(@Nullable OldGeneration old) {
        return old != null && old.aliveBytes() > old.fullBytes();
    }
}
