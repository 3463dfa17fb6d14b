package io.natterjack.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Many clients, each subscribed to a subject of its own, and one that publishes to them in turn.
public record ManyConnections(int connections, int payloadBytes) implements Workload {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Override
    public Measurement run(InetSocketAddress server, Timing timing, Meter meter)
            throws IOException, InterruptedException {
        List<Closeable> open = new ArrayList<>();
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                SelectedReader reader = SelectedReader.open()) {
            try {
                List<byte[]> frames = new ArrayList<>();
                for (int i = 0; i < connections; i++) {
                    String subject = "bench." + (1_000_000 + i);
                    RawConnection connection = RawConnection.open(server);
                    open.add(connection);
                    connection.subscribe(subject, "");
                    reader.add(connection, Frames.delivery(subject, "", payloadBytes));
                    frames.add(Frames.publish(subject, "", payloadBytes));
                }
                Publisher publisher = Publisher.open(server, Frames.batch(frames, Publisher.WRITE_BYTES));
                open.add(publisher);
                phase(timing.warmUpNanos(), publisher, reader, threads);
                meter.begin();
                Measurement measurement = phase(timing.measuredNanos(), publisher, reader, threads);
                meter.end();
                return measurement;
            } finally {
                Delivery.closeAll(open);
            }
        }
    }

    private static Measurement phase(long nanos, Publisher publisher, SelectedReader reader, ExecutorService threads)
            throws IOException, InterruptedException {
        long before = reader.received();
        long start = System.nanoTime();
        Callable<Long> task = () -> publisher.publishFor(nanos);
        Future<Long> publishing = threads.submit(task);
        long lastReadNanos = start;
        while (!publishing.isDone()) {
            lastReadNanos = reader.readReady() ? System.nanoTime() : lastReadNanos;
        }
        long expected = Delivery.sum(List.of(publishing));
        long received = reader.received() - before;
        while (received < expected && System.nanoTime() - lastReadNanos < PATIENCE_NANOS) {
            lastReadNanos = reader.readReady() ? System.nanoTime() : lastReadNanos;
            received = reader.received() - before;
        }
        return new Measurement(received, lastReadNanos - start, expected - received, Measurement.Latency.NONE);
    }
}
