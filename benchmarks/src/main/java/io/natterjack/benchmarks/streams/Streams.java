package io.natterjack.benchmarks.streams;

import io.natterjack.benchmarks.compare.Sample;
import io.natterjack.benchmarks.compare.ServerProcess;
import io.natterjack.benchmarks.load.Measurement;
import io.natterjack.benchmarks.load.Measurement.Latency;
import io.natterjack.benchmarks.load.Workload;
import io.natterjack.benchmarks.load.Workload.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Compares how two servers keep streams, row by row, and prints a table in Markdown.
///
/// Every sample has a server of its own, with an empty store on the same disk. The two servers take turns, and who
/// comes first alternates from round to round. A figure is the median of the rounds.
public final class Streams {
    private static final String USAGE = """
            usage: streams --reference PATH --ours PATH [--folder PATH] [--rounds N] [--warmup SECONDS]
                           [--seconds SECONDS] [--rows REGEX]\
            """;

    private final Map<String, String> options;
    private final Timing timing;
    private final Path folder;

    private Streams(Map<String, String> options) throws IOException {
        this.options = options;
        this.timing =
                new Timing(nanos(options.getOrDefault("--warmup", "2")), nanos(options.getOrDefault("--seconds", "3")));
        this.folder = Path.of(options.getOrDefault("--folder", "."));
        Files.createDirectories(folder);
    }

    private static long nanos(String seconds) {
        return (long) (Double.parseDouble(seconds) * 1e9);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        if (!options.containsKey("--reference") || !options.containsKey("--ours")) {
            System.err.println(USAGE);
            System.exit(2);
        }
        new Streams(options).run();
    }

    private void run() throws IOException, InterruptedException {
        printSync("before");
        System.out.println(
                "| row | reference | ours | reference /s | ours /s | ratio | p50 us | ours | ratio | CPU s/M | ours |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        Pattern wanted = Pattern.compile(options.getOrDefault("--rows", ""), Pattern.CASE_INSENSITIVE);
        int rounds = Integer.parseInt(options.getOrDefault("--rounds", "3"));
        for (StreamRow row : StreamRows.all()) {
            if (wanted.matcher(row.name()).find()) {
                runRow(row, rounds);
            }
        }
        printSync("after");
    }

    private void printSync(String when) throws IOException {
        Latency sync = SyncLatency.measure(folder);
        System.out.printf(
                Locale.ROOT,
                "- disk %s: sync of 4 KiB p50 %.0f us, p99 %.0f us%n",
                when,
                sync.p50Nanos() / 1e3,
                sync.p99Nanos() / 1e3);
    }

    private void runRow(StreamRow row, int rounds) throws IOException, InterruptedException {
        List<Sample> reference = new ArrayList<>();
        List<Sample> ours = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                reference.add(sample(row, "--reference", row.reference()));
                ours.add(sample(row, "--ours", row.ours()));
            } else {
                ours.add(sample(row, "--ours", row.ours()));
                reference.add(sample(row, "--reference", row.reference()));
            }
        }
        print(row, reference, ours);
    }

    private Sample sample(StreamRow row, String side, StreamRow.Mode mode) throws IOException, InterruptedException {
        Path store = Files.createTempDirectory(folder, "streams");
        Path config = Files.writeString(
                store.resolve("server.conf"),
                "jetstream {\n  store_dir: \"" + store.toAbsolutePath() + "\"\n  " + mode.setting() + "\n}\n");
        try (ServerProcess server = ServerProcess.start(Path.of(options.get(side)), List.of("-c", config.toString()))) {
            Sample sample = measure(row.workload(), server);
            System.err.printf("%-11s %-40s %s%n", side, row.name(), sample);
            return sample;
        } finally {
            delete(store);
        }
    }

    private Sample measure(Workload workload, ServerProcess server) throws InterruptedException {
        try {
            Measurement measurement = workload.run(server.address(), timing, server);
            return new Sample(
                    measurement, server.usage(), measurement.lost() == 0 ? "" : measurement.lost() + " refused");
        } catch (IOException e) {
            return Sample.failed(String.valueOf(e.getMessage()));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static void print(StreamRow row, List<Sample> reference, List<Sample> ours) {
        double theirRate = median(reference, Sample::perSecond);
        double ourRate = median(ours, Sample::perSecond);
        double theirs = median(reference, Sample::p50Micros);
        double mine = median(ours, Sample::p50Micros);
        String latency = theirs > 0
                ? String.format(Locale.ROOT, "%.1f | %.1f | **%.2f**", theirs, mine, mine / theirs)
                : " | | ";
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %,.0f | %,.0f | **%.2f** | %s | %.2f | %.2f |%n",
                row.name(),
                row.reference().name().toLowerCase(Locale.ROOT),
                row.ours().name().toLowerCase(Locale.ROOT),
                theirRate,
                ourRate,
                ourRate / theirRate,
                latency,
                median(reference, Sample::cpuPerMillion),
                median(ours, Sample::cpuPerMillion));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
