package io.natterjack.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Some clients publish as fast as they can, others receive.
///
/// @param queue    · name of the queue group of all subscribers; empty if each is to receive everything
/// @param subjects · published to in turn; subscribers of more than one use a wildcard
public record Throughput(int publishers, int subscribers, String queue, int payloadBytes, int subjects)
        implements Workload {
    private static final String SUBJECT = "bench.data";
    private static final int NUMBERS_FROM = 1_000_000;

    /// All on one subject.
    public Throughput(int publishers, int subscribers, String queue, int payloadBytes) {
        this(publishers, subscribers, queue, payloadBytes, 1);
    }

    @Override
    public Measurement run(InetSocketAddress server, Timing timing, Meter meter)
            throws IOException, InterruptedException {
        List<Closeable> connections = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            try {
                return measure(server, timing, meter, connections, threads);
            } finally {
                Delivery.closeAll(connections);
            }
        }
    }

    private Measurement measure(
            InetSocketAddress server, Timing timing, Meter meter, List<Closeable> connections, ExecutorService threads)
            throws IOException, InterruptedException {
        List<Subscriber> receivers = new ArrayList<>();
        for (int i = 0; i < subscribers; i++) {
            Subscriber subscriber = Subscriber.open(server, filter(), queue, delivery());
            connections.add(subscriber);
            receivers.add(subscriber);
        }
        Delivery delivery = new Delivery(receivers, threads);
        List<Publisher> senders = new ArrayList<>();
        Frames.Batch batch = Frames.batch(publishes(), Publisher.WRITE_BYTES);
        for (int i = 0; i < publishers; i++) {
            Publisher publisher = Publisher.open(server, batch);
            connections.add(publisher);
            senders.add(publisher);
        }
        phase(timing.warmUpNanos(), senders, delivery, threads);
        meter.begin();
        Measurement measurement = phase(timing.measuredNanos(), senders, delivery, threads);
        meter.end();
        return measurement;
    }

    private String filter() {
        return subjects == 1 ? SUBJECT : SUBJECT + ".>";
    }

    /// The subjects are of one length, so that all deliveries are.
    private byte[] delivery() {
        return Frames.delivery(subject(0), "", payloadBytes);
    }

    private List<byte[]> publishes() {
        return IntStream.range(0, subjects)
                .mapToObj(number -> Frames.publish(subject(number), "", payloadBytes))
                .toList();
    }

    private String subject(int number) {
        return subjects == 1 ? SUBJECT : SUBJECT + "." + (NUMBERS_FROM + number);
    }

    private Measurement phase(long nanos, List<Publisher> senders, Delivery delivery, ExecutorService threads)
            throws IOException, InterruptedException {
        long receivedBefore = delivery.received();
        long start = System.nanoTime();
        List<Callable<Long>> tasks = new ArrayList<>();
        for (Publisher sender : senders) {
            tasks.add(() -> sender.publishFor(nanos));
        }
        long published = Delivery.sum(threads.invokeAll(tasks));
        if (subscribers == 0) {
            return new Measurement(published, System.nanoTime() - start, 0, Measurement.Latency.NONE);
        }
        long expected = queue.isEmpty() ? published * subscribers : published;
        delivery.await(receivedBefore + expected);
        long received = delivery.received() - receivedBefore;
        return new Measurement(
                received, delivery.lastReadNanos() - start, expected - received, Measurement.Latency.NONE);
    }
}
