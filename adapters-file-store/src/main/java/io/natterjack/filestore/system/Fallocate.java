package io.natterjack.filestore.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives a file all of its room without writing it: `posix_fallocate`. What is not written then reads as zeros.
///
/// It is there on Linux, if the virtual machine was started with native access enabled, as ours is; elsewhere
/// everybody is told to do without.
public final class Fallocate {
    private static final int WRITE_ONLY = 1;
    private static final int NO_SPACE = 28;
    private static final int QUOTA_EXCEEDED = 122;
    private static final @Nullable Fallocate SYSTEM = find();

    private final MethodHandle open;
    private final MethodHandle allocate;
    private final MethodHandle close;

    /// What has come of it.
    public enum Outcome {
        /// All of the room is there.
        DONE,
        /// The disk is full, or the user's share of it is.
        NO_ROOM,
        /// It cannot be done here.
        IMPOSSIBLE
    }

    private Fallocate(MethodHandle open, MethodHandle allocate, MethodHandle close) {
        this.open = open;
        this.allocate = allocate;
        this.close = close;
    }

    /// Gives a file that is there room up to a size.
    public static Outcome reserve(Path file, long size) {
        Fallocate system = SYSTEM;
        return system == null ? Outcome.IMPOSSIBLE : system.call(file, size);
    }

    @SuppressWarnings("restricted") // only if the operator has enabled it; the signatures are those of POSIX
    private static @Nullable Fallocate find() {
        String name = System.getProperty("os.name", "");
        if (!name.equals("Linux") || !Fallocate.class.getModule().isNativeAccessEnabled()) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        Optional<MethodHandle> open = library.find("open")
                .map(symbol -> linker.downcallHandle(
                        symbol, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2)));
        Optional<MethodHandle> allocate = library.find("posix_fallocate")
                .map(symbol ->
                        linker.downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG)));
        Optional<MethodHandle> close = library.find("close")
                .map(symbol -> linker.downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, JAVA_INT)));
        boolean all =
                open.isPresent() && allocate.isPresent() && close.isPresent() && ValueLayout.ADDRESS.byteSize() == 8;
        return all ? new Fallocate(open.get(), allocate.get(), close.get()) : null;
    }

    private Outcome call(Path file, long size) {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = (int) open.invokeExact(arena.allocateFrom(file.toString()), WRITE_ONLY);
            if (descriptor < 0) {
                return Outcome.IMPOSSIBLE;
            }
            int error = (int) allocate.invokeExact(descriptor, 0L, size);
            int closed = (int) close.invokeExact(descriptor);
            return closed != 0 ? Outcome.IMPOSSIBLE : outcome(error);
        } catch (Error | RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("posix_fallocate cannot be called", failure);
        }
    }

    private static Outcome outcome(int error) {
        return switch (error) {
            case 0 -> Outcome.DONE;
            case NO_SPACE, QUOTA_EXCEEDED -> Outcome.NO_ROOM;
            default -> Outcome.IMPOSSIBLE;
        };
    }
}
