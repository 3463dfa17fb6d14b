package io.natterjack.benchmarks.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Starts a server several times and prints what that takes, each figure beside its target.
///
/// Arguments: the executable, its archive, the number of starts. Ends with 1 if a target is missed.
public final class Footprint {
    private static final double START_MILLIS_MAX = 250;
    private static final double IDLE_MIB_MAX = 80;
    private static final double ARCHIVE_MB_MAX = 40;

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

        boolean met = new Target("exec to first client connected, ms", START_MILLIS_MAX)
                .print(measured.stream().map(Start::millis));
        met &= new Target("idle resident memory, MiB", IDLE_MIB_MAX)
                .print(measured.stream().map(Start::idleMib));
        met &= new Target("archive, MB", ARCHIVE_MB_MAX).print(Stream.of(Files.size(archive) / 1e6));
        System.exit(met ? 0 : 1);
    }
}
