package io.natterjack.benchmarks.streams;

import io.natterjack.benchmarks.client.Api;
import io.natterjack.benchmarks.client.StreamClient;
import io.natterjack.benchmarks.load.Measurement;
import io.natterjack.benchmarks.load.Measurement.Latency;
import io.natterjack.benchmarks.load.Workload;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Puts keys into a bucket, or gets them, one at a time.
///
/// @param get · reads instead of writing
record Bucket(boolean get, int keys, int bytes) implements Workload {
    private static final int SAMPLES_MAX = 2_000_000;

    @Override
    public Measurement run(InetSocketAddress server, Timing timing, Meter meter)
            throws IOException, InterruptedException {
        try (StreamClient client = StreamClient.open(server)) {
            Api.createStream(
                    client,
                    "KV_bench",
                    "$KV.bench.>",
                    ",\"storage\":\"file\",\"max_msgs_per_subject\":1,\"discard\":\"new\",\"allow_rollup_hdrs\":true,"
                            + "\"deny_delete\":true,\"allow_direct\":true");
            try {
                Filling.fill(server, keys, bytes, number -> "$KV.bench.k" + number);
                client.say("SUB _K.x 1\r\n");
                long[] samplesNanos = new long[SAMPLES_MAX];
                work(client, timing.warmUpNanos(), samplesNanos);
                meter.begin();
                long start = System.nanoTime();
                int count = work(client, timing.measuredNanos(), samplesNanos);
                long nanos = System.nanoTime() - start;
                meter.end();
                return new Measurement(count, nanos, 0, Latency.of(samplesNanos, count));
            } finally {
                Api.deleteStream(client, "KV_bench");
            }
        }
    }

    private int work(StreamClient client, long nanos, long[] samplesNanos) throws IOException {
        String value = "x".repeat(bytes);
        long deadline = System.nanoTime() + nanos;
        int count = 0;
        long sent = System.nanoTime();
        while (sent < deadline && count < samplesNanos.length) {
            String key = "$KV.bench.k" + count % keys;
            if (get) {
                client.publish("$JS.API.DIRECT.GET.KV_bench." + key, "_K.x", "").flush();
            } else {
                client.publish(key, "_K.x", value).flush();
            }
            client.read();
            if (client.body().contains("\"error\"") || (get && client.status() >= 400)) {
                throw new IOException("refused: " + client.body());
            }
            long now = System.nanoTime();
            samplesNanos[count++] = now - sent;
            sent = now;
        }
        return count;
    }
}
