package io.natterjack.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads many connections on one thread and counts the messages of all of them.
final class SelectedReader implements Closeable {
    private static final int READ_BYTES = 64 << 10;
    private static final long WAIT_MILLIS = 1;

    private final Selector selector;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(READ_BYTES);
    private final List<FrameCounter> counters = new ArrayList<>();
    private @Nullable IOException failure;

    private SelectedReader(Selector selector) {
        this.selector = selector;
    }

    static SelectedReader open() throws IOException {
        return new SelectedReader(Selector.open());
    }

    void add(RawConnection connection, byte[] frame) throws IOException {
        FrameCounter counter = new FrameCounter(frame, connection::answer);
        counters.add(counter);
        connection.channel().configureBlocking(false);
        connection.channel().register(selector, SelectionKey.OP_READ, counter);
    }

    /// Reads once from every connection that has something to read, waiting for the first a little.
    ///
    /// @return whether there was one
    boolean readReady() throws IOException {
        int ready = selector.select(this::read, WAIT_MILLIS);
        if (failure != null) {
            throw failure;
        }
        return ready > 0;
    }

    long received() {
        return counters.stream().mapToLong(FrameCounter::frames).sum();
    }

    private void read(SelectionKey key) {
        try {
            if (key.channel() instanceof ReadableByteChannel channel
                    && key.attachment() instanceof FrameCounter counter) {
                chunk.clear();
                int read = channel.read(chunk);
                if (read < 0) {
                    throw new IOException("the server closed a connection");
                }
                counter.add(chunk, read);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
