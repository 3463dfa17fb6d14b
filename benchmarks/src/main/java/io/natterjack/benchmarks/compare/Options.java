package io.natterjack.benchmarks.compare;

import io.natterjack.benchmarks.load.Workload;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the command line asks for.
///
/// @param natsCli · the `nats` command; empty leaves out the rows that it drives
/// @param rows    · only rows whose name contains a match
/// @param check   · whether missed bounds are a failure
record Options(
        Path reference,
        Path ours,
        Optional<Path> natsCli,
        int rounds,
        Workload.Timing timing,
        Pattern rows,
        boolean check) {
    static final String USAGE = """
        usage: compare [option ...]
          --reference PATH   the nats-server to compare with
          --ours PATH        the nats-server to judge
          --nats PATH        the nats command, for rows that it drives
          --rounds N         rounds; a figure is the median of them (3)
          --warmup SECONDS   load before each measurement (2)
          --seconds SECONDS  load of each measurement (3)
          --rows REGEX       only rows whose name contains a match
          --check            fail if a row is below 0.8 of the rate or above 1.5 times the CPU\
        """;

    static Options parse(String[] args) {
        Path reference = null;
        Path ours = null;
        Optional<Path> natsCli = Optional.empty();
        int rounds = 3;
        long warmUpNanos = seconds("2");
        long measuredNanos = seconds("3");
        Pattern rows = Pattern.compile("");
        boolean check = false;
        for (int i = 0; i < args.length; i++) {
            String option = args[i];
            if (option.equals("--check")) {
                check = true;
                continue;
            }
            if (++i == args.length) {
                throw new IllegalArgumentException("no value for " + option);
            }
            String value = args[i];
            switch (option) {
                case "--reference" -> reference = Path.of(value);
                case "--ours" -> ours = Path.of(value);
                case "--nats" -> natsCli = Optional.of(Path.of(value));
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--warmup" -> warmUpNanos = seconds(value);
                case "--seconds" -> measuredNanos = seconds(value);
                case "--rows" -> rows = Pattern.compile(value, Pattern.CASE_INSENSITIVE);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (reference == null || ours == null || rounds < 1) {
            throw new IllegalArgumentException("two servers and at least one round are needed");
        }
        return new Options(
                reference, ours, natsCli, rounds, new Workload.Timing(warmUpNanos, measuredNanos), rows, check);
    }

    private static long seconds(String value) {
        return (long) (Double.parseDouble(value) * 1e9);
    }
}
