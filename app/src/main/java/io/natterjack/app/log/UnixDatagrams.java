package io.natterjack.app.log;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/// A Unix socket that sends datagrams, which is what the syslog daemons of Linux listen to. The JDK has Unix sockets
/// only as streams, so these are calls of the C library, with the numbers that Linux gives to things.
///
/// Confined, or used under a lock.
final class UnixDatagrams implements WritableByteChannel {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x8_0000;
    private static final int MSG_NOSIGNAL = 0x4000;

    /// `struct sockaddr_un`: two bytes for the family, and the path with a zero byte behind it.
    private static final int PATH_OFFSET = 2;
    private static final int PATH_BYTES_MAX = 107;

    private final MethodHandle send;
    private final MethodHandle close;
    private final String path;
    private final int descriptor;
    private boolean open = true;

    private UnixDatagrams(String path, int descriptor) {
        this.path = path;
        this.descriptor = descriptor;
        this.send = function("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
        this.close = function("close", JAVA_INT, JAVA_INT);
    }

    /// @throws IOException if nobody listens there for datagrams, or this is not Linux
    static UnixDatagrams connect(String path) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (!System.getProperty("os.name").equals("Linux") || name.length > PATH_BYTES_MAX) {
            throw new IOException("no datagrams to " + path);
        }
        MethodHandle socket = function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
        MethodHandle connect = function("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(PATH_OFFSET + name.length + 1, JAVA_SHORT.byteAlignment());
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, PATH_OFFSET, name.length);
            int descriptor = (int) socket.invokeExact(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            UnixDatagrams connected = new UnixDatagrams(path, descriptor);
            if (descriptor < 0 || (int) connect.invokeExact(descriptor, address, (int) address.byteSize()) != 0) {
                connected.close();
                throw new IOException("nobody listens at " + path);
            }
            return connected;
        } catch (IOException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("restricted") // there is no other way to these sockets
    private static MethodHandle function(String name, ValueLayout result, ValueLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    /// Sends one datagram.
    @Override
    public int write(ByteBuffer message) throws IOException {
        int length = message.remaining();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(Math.max(1, length));
            copy.copyFrom(MemorySegment.ofBuffer(message));
            if ((long) send.invokeExact(descriptor, copy, (long) length, MSG_NOSIGNAL) != length) {
                throw new IOException("cannot write to " + path);
            }
            message.position(message.limit());
            return length;
        } catch (IOException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (open && descriptor >= 0) {
            try {
                int _ = (int) close.invokeExact(descriptor);
            } catch (RuntimeException | Error failure) {
                throw failure;
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        open = false;
    }
}
