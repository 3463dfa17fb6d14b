package io.natterjack.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Sends the same batch of messages over and over.
final class Publisher implements Closeable {
    /// As much as the common client libraries write at once when they are busy.
    static final int WRITE_BYTES = 32 << 10;

    private final RawConnection connection;
    private final Frames.Batch batch;

    private Publisher(RawConnection connection, Frames.Batch batch) {
        this.connection = connection;
        this.batch = batch;
    }

    static Publisher open(InetSocketAddress server, Frames.Batch batch) throws IOException {
        return new Publisher(RawConnection.open(server), batch);
    }

    /// Publishes for a time, and waits until the server has taken all of it.
    ///
    /// @return how many messages
    long publishFor(long nanos) throws IOException {
        ByteBuffer bytes = batch.bytes().duplicate();
        long deadline = System.nanoTime() + nanos;
        long published = 0;
        while (System.nanoTime() < deadline) {
            bytes.clear();
            while (bytes.position() < bytes.capacity()) {
                connection.send(bytes.limit(Math.min(bytes.position() + WRITE_BYTES, bytes.capacity())));
            }
            published += batch.messages();
        }
        connection.roundTrip();
        return published;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
