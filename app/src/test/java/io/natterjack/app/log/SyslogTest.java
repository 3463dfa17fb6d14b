package io.natterjack.app.log;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.observe.ServerLog.Level;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The syslog daemon of this machine, which listens to datagrams on a Unix socket.
final class SyslogTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-05T12:00:00Z"));

    @Test
    @EnabledOnOs(OS.LINUX)
    void linesReachTheDaemonOfThisMachine(@TempDir Path folder) throws Throwable {
        String missing = folder.resolve("missing").toString();
        String path = folder.resolve("log").toString();
        try (Daemon daemon = new Daemon(path);
                SyslogTarget target = new SyslogTarget(null, List.of(missing, path), "nats-server", 7, NOON)) {
            target.write(Level.ERR, "it is late");
            target.write(Level.DBG, "ünïcode");

            String first = daemon.receive();
            assertTrue(first.startsWith("<27>Mar "), first);
            assertTrue(first.endsWith(":00 nats-server[7]: it is late\n"), first);
            assertTrue(daemon.receive().endsWith(" nats-server[7]: ünïcode\n"));
        }
    }

    @Test
    void aMachineWithoutADaemonIsToldApart(@TempDir Path folder) {
        List<String> nowhere = List.of(folder.resolve("log").toString());

        IOException failure =
                assertThrows(IOException.class, () -> new SyslogTarget(null, nowhere, "nats-server", 7, NOON));

        assertEquals("Unix syslog delivery error", failure.getMessage());
    }

    /// Receives datagrams by calls of the C library, because the JDK cannot.
    private static final class Daemon implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        private final int descriptor;

        Daemon(String path) throws Throwable {
            byte[] name = path.getBytes(StandardCharsets.UTF_8);
            MemorySegment address = arena.allocate(3 + name.length, JAVA_SHORT.byteAlignment());
            address.set(JAVA_SHORT, 0, (short) 1);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
            descriptor = (int)
                    function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT).invokeExact(1, 2, 0);
            assertEquals(0, (int) function("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT)
                    .invokeExact(descriptor, address, (int) address.byteSize()));
        }

        String receive() throws Throwable {
            MemorySegment buffer = arena.allocate(1024);
            long length = (long) function("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT)
                    .invokeExact(descriptor, buffer, 1024L, 0);
            return new String(buffer.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
        }

        @SuppressWarnings("restricted") // there is no other way to these sockets
        private static MethodHandle function(String name, ValueLayout result, ValueLayout... arguments) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
        }

        @Override
        public void close() throws IOException {
            try {
                assertEquals(0, (int) function("close", JAVA_INT, JAVA_INT).invokeExact(descriptor));
            } catch (Throwable failure) {
                throw new IOException(failure);
            }
            arena.close();
        }
    }
}
