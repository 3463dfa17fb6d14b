package io.natterjack.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Callable;

/// Reads one connection for as long as it is open, and counts what arrives.
final class Subscriber implements Callable<Boolean>, Closeable {
    private static final int READ_BYTES = 256 << 10;

    private final RawConnection connection;
    private final FrameCounter counter;
    private volatile long lastReadNanos;

    private Subscriber(RawConnection connection, FrameCounter counter) {
        this.connection = connection;
        this.counter = counter;
    }

    /// @param delivery · a message as it will arrive
    static Subscriber open(InetSocketAddress server, String subject, String queue, byte[] delivery) throws IOException {
        RawConnection connection = RawConnection.open(server);
        connection.subscribe(subject, queue);
        return new Subscriber(connection, new FrameCounter(delivery, connection::answer));
    }

    /// Runs until the connection is closed.
    ///
    /// @return true if this side closed it, false if the server did
    @Override
    public Boolean call() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(READ_BYTES);
        try {
            while (true) {
                chunk.clear();
                int read = connection.channel().read(chunk);
                if (read < 0) {
                    return false;
                }
                counter.add(chunk, read);
                lastReadNanos = System.nanoTime();
            }
        } catch (ClosedChannelException _) {
            return true;
        }
    }

    long received() {
        return counter.frames();
    }

    long lastReadNanos() {
        return lastReadNanos;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
