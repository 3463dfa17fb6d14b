package io.natterjack.benchmarks.compare;

import io.natterjack.benchmarks.load.Measurement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// What TCP on the loopback device gives without any server: no figure of a server can be better.
final class Loopback {
    private static final long PART_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final int ROUND_TRIPS = 10_000;

    private Loopback() {}

    /// @param smallWritesPerSecond · of 128 bytes each
    /// @param roundTrip            · of 128 bytes each way
    record Limits(double bytesPerSecond, double smallWritesPerSecond, Measurement.Latency roundTrip) {}

    static Limits measure() throws IOException, InterruptedException {
        try (ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            stream(listener, 64 << 10);
            double bytes = stream(listener, 64 << 10);
            stream(listener, 128);
            double smallWrites = stream(listener, 128) / 128;
            roundTrips(listener);
            return new Limits(bytes, smallWrites, roundTrips(listener));
        }
    }

    /// @return bytes a second
    private static double stream(ServerSocketChannel listener, int writeBytes)
            throws IOException, InterruptedException {
        try (SocketChannel from = SocketChannel.open(listener.getLocalAddress());
                SocketChannel to = listener.accept();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            long start = System.nanoTime();
            Future<Long> reading = threads.submit(() -> drain(to));
            ByteBuffer bytes = ByteBuffer.allocateDirect(writeBytes);
            while (System.nanoTime() - start < PART_NANOS) {
                writeAll(from, bytes.rewind());
            }
            from.shutdownOutput();
            return result(reading) * 1e9 / (System.nanoTime() - start);
        }
    }

    private static long drain(SocketChannel from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(256 << 10);
        long count = 0;
        int read = from.read(bytes);
        while (read >= 0) {
            count += read;
            read = from.read(bytes.clear());
        }
        return count;
    }

    private static Measurement.Latency roundTrips(ServerSocketChannel listener)
            throws IOException, InterruptedException {
        try (SocketChannel asking = SocketChannel.open(listener.getLocalAddress());
                SocketChannel answering = listener.accept();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            asking.setOption(StandardSocketOptions.TCP_NODELAY, true);
            answering.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Future<Long> echo = threads.submit(() -> echo(answering));
            ByteBuffer bytes = ByteBuffer.allocateDirect(128);
            long[] samplesNanos = new long[ROUND_TRIPS];
            for (int i = 0; i < ROUND_TRIPS; i++) {
                long sent = System.nanoTime();
                writeAll(asking, bytes.clear());
                readAll(asking, bytes.clear());
                samplesNanos[i] = System.nanoTime() - sent;
            }
            asking.shutdownOutput();
            var _ = result(echo);
            return Measurement.Latency.of(samplesNanos, ROUND_TRIPS);
        }
    }

    private static long echo(SocketChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(128);
        long count = 0;
        while (readAll(channel, bytes.clear())) {
            writeAll(channel, bytes.flip());
            count++;
        }
        return count;
    }

    private static boolean readAll(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void writeAll(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static long result(Future<Long> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException("the loopback device failed", e);
        }
    }
}
