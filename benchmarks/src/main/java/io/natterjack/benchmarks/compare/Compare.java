package io.natterjack.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Compares our `nats-server` with the reference, row by row, and prints a table in Markdown.
///
/// In every round both servers are started afresh, and take each row in turn, so that what else the machine is doing
/// meets both alike; while one is measured the other has no client. Who comes first alternates from round to round. A
/// figure is the median of the rounds. Exit code 1 with `--check` means that a row missed its bounds, 2 that the
/// comparison could not be made.
public final class Compare {
    /// Whose figures.
    enum Side {
        REFERENCE,
        OURS
    }

    /// All samples of one row so far, one for each round.
    record Results(Row row, List<Sample> reference, List<Sample> ours) {
        List<Sample> of(Side side) {
            return switch (side) {
                case REFERENCE -> reference;
                case OURS -> ours;
            };
        }
    }

    private final Options options;
    private final PrintStream out;
    private final List<Results> results;

    private Compare(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.results = Rows.of(options).stream()
                .map(row -> new Results(row, new ArrayList<>(), new ArrayList<>()))
                .toList();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        boolean good = new Compare(options, System.out).run();
        System.exit(options.check() && !good ? 1 : 0);
    }

    private boolean run() throws IOException, InterruptedException {
        Machine.describe(options, out);
        for (int round = 0; round < options.rounds(); round++) {
            runRound(round);
        }
        Report report = new Report(results);
        report.print(out);
        return report.withinBounds();
    }

    private void runRound(int round) throws IOException, InterruptedException {
        try (ServerProcess reference = ServerProcess.start(options.reference());
                ServerProcess ours = ServerProcess.start(options.ours())) {
            for (Results row : results) {
                if (round % 2 == 0) {
                    runRow(row, Side.REFERENCE, reference);
                    runRow(row, Side.OURS, ours);
                } else {
                    runRow(row, Side.OURS, ours);
                    runRow(row, Side.REFERENCE, reference);
                }
            }
        }
    }

    private void runRow(Results results, Side side, ServerProcess server) throws InterruptedException {
        Sample sample = results.row().sample(server, options.timing());
        results.of(side).add(sample);
        System.err.printf("%-9s %-28s %s%n", side, results.row().name(), sample);
    }
}
