package io.natterjack.benchmarks.streams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.natterjack.benchmarks.client.Api;
import io.natterjack.benchmarks.client.StreamClient;
import io.natterjack.benchmarks.client.WaitingPublishers;
import io.natterjack.benchmarks.load.Measurement;
import io.natterjack.benchmarks.load.Measurement.Latency;
import io.natterjack.benchmarks.load.Workload;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Publishes into streams and waits for acknowledgements.
///
/// @param publishers · each with a connection of its own, and a thread of its own unless each waits for every message
/// @param streams    · publishers are spread over them
/// @param window     · messages of one publisher that may wait for their acknowledgement; 1 for one after another
/// @param bytes      · of a payload
/// @param storage    · `file` or `memory`
public record Publishing(int publishers, int streams, int window, int bytes, String storage) implements Workload {
    private static final int SAMPLES_MAX = 2_000_000;

    @Override
    public Measurement run(InetSocketAddress server, Timing timing, Meter meter)
            throws IOException, InterruptedException {
        try (StreamClient control = StreamClient.open(server)) {
            for (int stream = 0; stream < streams; stream++) {
                Api.createStream(control, "B" + stream, "b" + stream + ".>", ",\"storage\":\"" + storage + "\"");
            }
            try {
                return publishers > 1 && window == 1 ? waiting(server, timing, meter) : each(server, timing, meter);
            } finally {
                for (int stream = 0; stream < streams; stream++) {
                    Api.deleteStream(control, "B" + stream);
                }
            }
        }
    }

    private Measurement waiting(InetSocketAddress server, Timing timing, Meter meter) throws IOException {
        waitingFor(server, timing.warmUpNanos()).close();
        meter.begin();
        long start = System.nanoTime();
        try (WaitingPublishers done = waitingFor(server, timing.measuredNanos())) {
            long nanos = System.nanoTime() - start;
            meter.end();
            long[] samples = done.samplesNanos();
            return new Measurement(done.acked(), nanos, done.refused(), Latency.of(samples, samples.length));
        }
    }

    private WaitingPublishers waitingFor(InetSocketAddress server, long nanos) throws IOException {
        WaitingPublishers all = WaitingPublishers.open(SAMPLES_MAX);
        for (int number = 0; number < publishers; number++) {
            all.add(server, inbox(number), frame(number));
        }
        all.run(nanos);
        return all;
    }

    private static String inbox(int publisher) {
        return "_A.p" + publisher;
    }

    private byte[] frame(int publisher) {
        String subject = "b" + publisher % streams + ".p" + publisher;
        return ("PUB " + subject + " " + inbox(publisher) + " " + bytes + "\r\n" + "x".repeat(bytes) + "\r\n")
                .getBytes(ISO_8859_1);
    }

    private Measurement each(InetSocketAddress server, Timing timing, Meter meter)
            throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            round(threads, server, timing.warmUpNanos());
            meter.begin();
            long start = System.nanoTime();
            List<Publisher> done = round(threads, server, timing.measuredNanos());
            long nanos = System.nanoTime() - start;
            meter.end();
            return measurement(done, nanos);
        }
    }

    private List<Publisher> round(ExecutorService threads, InetSocketAddress server, long nanos)
            throws IOException, InterruptedException {
        List<Future<Publisher>> running = new ArrayList<>();
        for (int number = 0; number < publishers; number++) {
            int mine = number;
            running.add(threads.submit(() -> {
                Publisher publisher = new Publisher(inbox(mine), frame(mine));
                publisher.run(server, nanos);
                return publisher;
            }));
        }
        List<Publisher> done = new ArrayList<>();
        for (Future<Publisher> each : running) {
            try {
                done.add(each.get());
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
        return done;
    }

    private Measurement measurement(List<Publisher> done, long nanos) {
        long acked = done.stream().mapToLong(publisher -> publisher.acked).sum();
        long refused = done.stream().mapToLong(publisher -> publisher.refused).sum();
        if (window > 1) {
            return new Measurement(acked, nanos, refused, Latency.NONE);
        }
        long[] samples = done.stream()
                .flatMapToLong(publisher -> Arrays.stream(publisher.samplesNanos, 0, publisher.samples))
                .toArray();
        return new Measurement(acked, nanos, refused, Latency.of(samples, samples.length));
    }

    private final class Publisher {
        private final String inbox;
        private final byte[] frame;
        private final long[] samplesNanos = new long[window == 1 ? SAMPLES_MAX / publishers : 1];
        private int samples;
        private long acked;
        private long refused;

        Publisher(String inbox, byte[] frame) {
            this.inbox = inbox;
            this.frame = frame;
        }

        void run(InetSocketAddress server, long nanos) throws IOException {
            try (StreamClient client = StreamClient.open(server)) {
                client.say("SUB " + inbox + " 1\r\n");
                long deadline = System.nanoTime() + nanos;
                int waiting = 0;
                long sent = System.nanoTime();
                while (sent < deadline || waiting > 0) {
                    while (waiting < window && sent < deadline) {
                        client.say(frame);
                        waiting++;
                    }
                    client.flush();
                    do {
                        client.read();
                        waiting--;
                        count(client);
                    } while (client.buffered() && waiting > 0);
                    long now = System.nanoTime();
                    if (window == 1 && samples < samplesNanos.length) {
                        samplesNanos[samples++] = now - sent;
                    }
                    sent = now;
                }
            }
        }

        private void count(StreamClient client) {
            if (client.body().contains("\"error\"")) {
                refused++;
            } else {
                acked++;
            }
        }
    }
}
