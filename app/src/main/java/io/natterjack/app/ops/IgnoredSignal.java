package io.natterjack.app.ops;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Gives a signal back its default action in a process that was started with that signal ignored.
///
/// `nohup` ignores HUP for what it starts, and a shell without job control ignores INT for what it puts in the
/// background. The JVM respects that and never hands out such a signal; operators still expect `kill -HUP` to reload.
final class IgnoredSignal {
    private IgnoredSignal() {}

    /// @param number · of the signal on this system
    @SuppressWarnings("restricted") // there is no other way to the C library's signal()
    static void restore(int number) {
        Linker linker = Linker.nativeLinker();
        MethodHandle function = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("signal"), FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
        try {
            MemorySegment defaultAction = MemorySegment.NULL;
            MemorySegment _ = (MemorySegment) function.invokeExact(number, defaultAction);
        } catch (Throwable failure) {
            throw new IllegalStateException("cannot stop ignoring signal " + number, failure);
        }
    }
}
