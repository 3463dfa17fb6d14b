package io.natterjack.benchmarks.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Many clients of which each publishes a message, waits until it is acknowledged, and publishes the next. One thread
/// does what all of them do, as pgbench does it: a thread for each would take most of the processor from the server.
public final class WaitingPublishers implements Closeable {
    private static final int READ_BYTES = 16 << 10;

    private final Selector selector;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(READ_BYTES);
    private final long[] samplesNanos;
    private int samples;
    private long acked;
    private long refused;
    private int waiting;
    private long deadline;
    private @Nullable IOException failure;

    private WaitingPublishers(Selector selector, int samplesMax) {
        this.selector = selector;
        this.samplesNanos = new long[samplesMax];
    }

    /// @param samplesMax · of how many messages the latency is kept
    public static WaitingPublishers open(int samplesMax) throws IOException {
        return new WaitingPublishers(Selector.open(), samplesMax);
    }

    /// Adds a client.
    ///
    /// @param message · what it publishes, a whole frame whose acknowledgement goes to the inbox
    public void add(InetSocketAddress server, String inbox, byte[] message) throws IOException {
        SocketChannel channel =
                StreamClient.open(server).say("SUB " + inbox + " 1\r\n").detach();
        channels.add(channel);
        channel.configureBlocking(false);
        ByteBuffer frame =
                ByteBuffer.allocateDirect(message.length).put(message).flip();
        channel.register(selector, SelectionKey.OP_READ, new Publisher(channel, frame));
    }

    /// Publishes for so long, and waits for what is on its way then.
    public void run(long nanos) throws IOException {
        long start = System.nanoTime();
        deadline = start + nanos;
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Publisher publisher) {
                publisher.publish(start);
            }
        }
        while (waiting > 0) {
            selector.select(this::read);
            if (failure != null) {
                throw failure;
            }
        }
    }

    private void read(SelectionKey key) {
        try {
            if (key.attachment() instanceof Publisher publisher) {
                publisher.read();
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    public long acked() {
        return acked;
    }

    public long refused() {
        return refused;
    }

    /// From each message to its acknowledgement, as many as were kept.
    public long[] samplesNanos() {
        return Arrays.copyOf(samplesNanos, samples);
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }

    private final class Publisher {
        private final SocketChannel channel;
        private final ByteBuffer frame;
        private final StringBuilder pending = new StringBuilder();
        private long sentNanos;

        Publisher(SocketChannel channel, ByteBuffer frame) {
            this.channel = channel;
            this.frame = frame;
        }

        void publish(long now) throws IOException {
            frame.rewind();
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
            sentNanos = now;
            waiting++;
        }

        void read() throws IOException {
            int count = channel.read(chunk.clear());
            if (count < 0) {
                throw new IOException("the server closed a connection");
            }
            for (int i = 0; i < count; i++) {
                pending.append((char) (chunk.get(i) & 0xFF));
            }
            while (takeOne()) {
                // One after another.
            }
        }

        /// @return false if nothing is there as a whole
        private boolean takeOne() throws IOException {
            int line = pending.indexOf("\r\n");
            if (line < 0) {
                return false;
            }
            int end = line + 2;
            if (pending.charAt(0) == 'M') {
                end += Integer.parseInt(pending, pending.lastIndexOf(" ", line) + 1, line, 10) + 2;
                if (end > pending.length()) {
                    return false;
                }
                acknowledged(pending.indexOf("\"error\"", line) >= 0);
            } else if (pending.charAt(0) == 'P') {
                channel.write(ByteBuffer.wrap("PONG\r\n".getBytes(ISO_8859_1)));
            } else if (pending.charAt(0) == '-') {
                throw new IOException("the server says: " + pending.substring(0, line));
            }
            pending.delete(0, end);
            return true;
        }

        private void acknowledged(boolean error) throws IOException {
            long now = System.nanoTime();
            waiting--;
            if (error) {
                refused++;
            } else {
                acked++;
            }
            if (samples < samplesNanos.length) {
                samplesNanos[samples++] = now - sentNanos;
            }
            if (now < deadline) {
                publish(now);
            }
        }
    }
}
