package io.natterjack.benchmarks.compare;

import io.natterjack.benchmarks.load.Measurement;
import io.natterjack.benchmarks.load.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Traffic made by `nats bench`, whose own figures are taken. It sends a number of messages rather than for a time.
///
/// @param clients  · that publish or ask
/// @param messages · of the measured part; half as many warm up
record NatsBench(Path command, Kind kind, int clients, int payloadBytes, int messages) implements Workload {
    private static final String SUBJECT = "bench.cli";
    private static final Pattern RATE = Pattern.compile("stats: ([\\d,]+) msgs/sec");
    private static final Pattern P50 = Pattern.compile("P50:? ([\\d,.]+)us");
    private static final Pattern P99 = Pattern.compile("P99:? ([\\d,.]+)us");
    private static final long SETTLE_MILLIS = 300;

    enum Kind {
        PUBLISH,
        PUBLISH_SUBSCRIBE,
        SERVICE
    }

    @Override
    public Measurement run(InetSocketAddress server, Timing timing, Meter meter)
            throws IOException, InterruptedException {
        once(server, messages / 2);
        meter.begin();
        Measurement measurement = once(server, messages);
        meter.end();
        return measurement;
    }

    private Measurement once(InetSocketAddress server, int count) throws IOException, InterruptedException {
        Optional<Process> companion = Optional.empty();
        try {
            companion = companion(server, count);
            Process leader = leader(server, count);
            Process judged = kind == Kind.PUBLISH_SUBSCRIBE ? companion.orElseThrow() : leader;
            String said = output(judged);
            int code = judged.waitFor();
            if (code != 0) {
                throw new IOException("nats bench ended with " + code);
            }
            leader.waitFor();
            double perSecond = number(RATE, said).orElseThrow(() -> new IOException("no rate in: " + said));
            Measurement.Latency latency = kind == Kind.SERVICE
                    ? new Measurement.Latency(nanos(P50, said), nanos(P99, said))
                    : Measurement.Latency.NONE;
            return new Measurement(count, (long) (count * 1e9 / perSecond), 0, latency);
        } finally {
            companion.ifPresent(Process::destroy);
        }
    }

    private Optional<Process> companion(InetSocketAddress server, int count) throws IOException, InterruptedException {
        Optional<Process> companion = switch (kind) {
            case PUBLISH -> Optional.empty();
            case PUBLISH_SUBSCRIBE -> Optional.of(bench(server, count, 1, "sub"));
            case SERVICE -> Optional.of(bench(server, count, 1, "service", "serve"));
        };
        if (companion.isPresent()) {
            // The command does not say when its subscription has reached the server.
            Thread.sleep(SETTLE_MILLIS);
        }
        return companion;
    }

    private Process leader(InetSocketAddress server, int count) throws IOException {
        return switch (kind) {
            case PUBLISH, PUBLISH_SUBSCRIBE -> bench(server, count, clients, "pub");
            case SERVICE -> bench(server, count, clients, "service", "request");
        };
    }

    private Process bench(InetSocketAddress server, int count, int connections, String... verb) throws IOException {
        List<String> line = new ArrayList<>(List.of(command.toString(), "bench"));
        line.addAll(List.of(verb));
        line.addAll(List.of(SUBJECT, "--no-progress", "--no-context"));
        line.addAll(List.of("--server", "nats://127.0.0.1:" + server.getPort()));
        line.addAll(List.of("--clients", Integer.toString(connections)));
        line.addAll(List.of("--size", payloadBytes + "B", "--msgs", Integer.toString(count)));
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String output(Process process) throws IOException {
        try (BufferedReader lines = process.inputReader()) {
            return String.join("\n", lines.readAllLines());
        }
    }

    private static long nanos(Pattern micros, String said) {
        return (long) (number(micros, said).orElse(0.0) * 1e3);
    }

    /// What was said last is about all clients together.
    private static Optional<Double> number(Pattern pattern, String said) {
        return pattern.matcher(said)
                .results()
                .map(found -> Double.valueOf(found.group(1).replace(",", "")))
                .reduce((_, last) -> last);
    }
}
