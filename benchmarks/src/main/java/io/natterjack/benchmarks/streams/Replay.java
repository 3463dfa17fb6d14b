package io.natterjack.benchmarks.streams;

import io.natterjack.benchmarks.client.Api;
import io.natterjack.benchmarks.client.StreamClient;
import io.natterjack.benchmarks.load.Measurement;
import io.natterjack.benchmarks.load.Measurement.Latency;
import io.natterjack.benchmarks.load.Workload;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Has a whole stream pushed, without acknowledgements.
///
/// @param filter   · of the consumer; empty for everything
/// @param subjects · over which messages are spread
/// @param one      · every so many messages matches the filter; 1 without one
public record Replay(int messages, int bytes, String filter, int subjects, int one) implements Workload {
    @Override
    public Measurement run(InetSocketAddress server, Timing timing, Meter meter)
            throws IOException, InterruptedException {
        try (StreamClient control = StreamClient.open(server)) {
            Api.createStream(control, "R", "r.>", ",\"storage\":\"file\"");
            try {
                Filling.fill(server, messages, bytes, this::subject);
                replay(server, "warm");
                meter.begin();
                long start = System.nanoTime();
                long received = replay(server, "hot");
                long nanos = System.nanoTime() - start;
                meter.end();
                return new Measurement(received, nanos, messages / one - received, Latency.NONE);
            } finally {
                Api.deleteStream(control, "R");
            }
        }
    }

    private String subject(int number) {
        return one > 1 && number % one == 0 ? "r.wanted" : "r.s" + number % subjects;
    }

    /// From the request for the consumer to the last message.
    private long replay(InetSocketAddress server, String name) throws IOException {
        try (StreamClient client = StreamClient.open(server)) {
            client.say("SUB _D." + name + " 1\r\n");
            String filtered = filter.isEmpty() ? "" : ",\"filter_subject\":\"" + filter + "\"";
            client.publish(
                            "$JS.API.CONSUMER.CREATE.R",
                            "_N.x",
                            "{\"stream_name\":\"R\",\"config\":{\"deliver_policy\":\"all\",\"ack_policy\":\"none\","
                                    + "\"mem_storage\":true,\"inactive_threshold\":1000000000,\"deliver_subject\":\"_D."
                                    + name
                                    + "\"" + filtered + "}}")
                    .flush();
            long wanted = messages / one;
            long received = 0;
            while (received < wanted) {
                client.read();
                received++;
            }
            return received;
        }
    }
}
