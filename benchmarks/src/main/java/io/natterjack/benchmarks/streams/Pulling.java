package io.natterjack.benchmarks.streams;

import io.natterjack.benchmarks.client.Api;
import io.natterjack.benchmarks.client.StreamClient;
import io.natterjack.benchmarks.load.Measurement;
import io.natterjack.benchmarks.load.Measurement.Latency;
import io.natterjack.benchmarks.load.Workload;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Workers share a consumer: each pulls batches and acknowledges every message.
record Pulling(int messages, int bytes, int workers, int batch) implements Workload {
    private static final int STATUS_NO_MESSAGES = 404;

    @Override
    public Measurement run(InetSocketAddress server, Timing timing, Meter meter)
            throws IOException, InterruptedException {
        try (StreamClient control = StreamClient.open(server);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            Api.createStream(control, "W", "w.>", ",\"storage\":\"file\"");
            try {
                Filling.fill(server, messages, bytes, number -> "w.x");
                drain(control, threads, server, "warm");
                meter.begin();
                long start = System.nanoTime();
                long acked = drain(control, threads, server, "hot");
                long nanos = System.nanoTime() - start;
                meter.end();
                return new Measurement(acked, nanos, messages - acked, Latency.NONE);
            } finally {
                Api.deleteStream(control, "W");
            }
        }
    }

    private long drain(StreamClient control, ExecutorService threads, InetSocketAddress server, String consumer)
            throws IOException, InterruptedException {
        Api.createConsumer(
                control,
                "W",
                consumer,
                "\"durable_name\":\"" + consumer + "\",\"ack_policy\":\"explicit\",\"max_ack_pending\":"
                        + workers * batch * 4);
        List<Future<Long>> running = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            String inbox = "_P." + worker;
            running.add(threads.submit(() -> work(server, consumer, inbox)));
        }
        long acked = 0;
        for (Future<Long> each : running) {
            try {
                acked += each.get();
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
        return acked;
    }

    private long work(InetSocketAddress server, String consumer, String inbox) throws IOException {
        try (StreamClient client = StreamClient.open(server)) {
            client.say("SUB " + inbox + " 1\r\n");
            String pull = "{\"batch\":" + batch + ",\"no_wait\":true}";
            long acked = 0;
            while (true) {
                client.publish("$JS.API.CONSUMER.MSG.NEXT.W." + consumer, inbox, pull)
                        .flush();
                int received = 0;
                while (received < batch) {
                    client.read();
                    if (client.status() != 0) {
                        break;
                    }
                    client.say("PUB " + client.reply() + " 4\r\n+ACK\r\n");
                    received++;
                }
                acked += received;
                if (client.status() == STATUS_NO_MESSAGES && received == 0) {
                    client.say("PING\r\n").flush();
                    return acked;
                }
            }
        }
    }
}
