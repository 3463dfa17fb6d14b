package io.natterjack.benchmarks.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Starts a server several times and prints what that takes, each figure beside its target.
///
/// Arguments: the executable, its archive, the number of starts. Ends with 1 if a target is missed.
public final class Footprint {
    private static final double START_MILLIS_MAX = 250;
    private static final double IDLE_MIB_MAX = 80;
    private static final double ARCHIVE_MB_MAX = 40;

    private boolean missed;

    private Footprint() {}

    /// Measures and prints.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path executable = Path.of(arguments[0]);
        Path archive = Path.of(arguments[1]);
        int starts = Integer.parseInt(arguments[2]);

        List<Start> measured = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            measured.add(Start.measure(executable));
        }

        Footprint footprint = new Footprint();
        footprint.print("exec to first client connected, ms", measured.stream().map(Start::millis), START_MILLIS_MAX);
        footprint.print("idle resident memory, MiB", measured.stream().map(Start::idleMib), IDLE_MIB_MAX);
        footprint.print("archive, MB", Stream.of(Files.size(archive) / 1e6), ARCHIVE_MB_MAX);
        System.exit(footprint.missed ? 1 : 0);
    }

    private void print(String what, Stream<Double> values, double max) {
        List<Double> sorted = values.sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        missed |= median > max;
        System.out.printf(
                Locale.ROOT,
                "%-36s %7.1f  (%.1f to %.1f of %d)  target %.0f %s%n",
                what,
                median,
                sorted.getFirst(),
                sorted.getLast(),
                sorted.size(),
                max,
                median > max ? "MISSED" : "met");
    }
}
