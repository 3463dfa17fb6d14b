package io.natterjack.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What figures depend on besides the servers.
final class Machine {
    private Machine() {}

    static void describe(Options options, PrintStream out) throws IOException, InterruptedException {
        fact(out, "date", ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ISO_LOCAL_DATE));
        fact(out, "processor", Runtime.getRuntime().availableProcessors() + " x " + processor());
        fact(out, "kernel", line(Path.of("/proc/sys/kernel/osrelease")));
        fact(out, "load before", line(Path.of("/proc/loadavg")));
        fact(out, "clients", "Java " + Runtime.version());
        fact(out, "reference", version(options.reference()));
        fact(out, "ours", version(options.ours()));
        Loopback.Limits limits = Loopback.measure();
        fact(
                out,
                "loopback",
                String.format(
                        Locale.ROOT,
                        "%.2f GB/s in writes of 64 KiB, %.2f M/s writes of 128 B, round trip p50 %.1f us",
                        limits.bytesPerSecond() / 1e9,
                        limits.smallWritesPerSecond() / 1e6,
                        limits.roundTrip().p50Nanos() / 1e3));
        fact(
                out,
                "method",
                String.format(
                        Locale.ROOT,
                        "median of %d rounds; %.1f s of load after %.1f s to warm up",
                        options.rounds(),
                        options.timing().measuredNanos() / 1e9,
                        options.timing().warmUpNanos() / 1e9));
        out.println();
    }

    private static void fact(PrintStream out, String name, String value) {
        out.printf("- %s: %s%n", name, value);
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static String line(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private static String version(Path executable) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(executable.toString(), "--version")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = process.inputReader()) {
            String said = String.join(" ", lines.readAllLines());
            process.waitFor();
            return said;
        }
    }
}
