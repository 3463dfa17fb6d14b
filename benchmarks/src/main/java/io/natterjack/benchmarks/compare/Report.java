package io.natterjack.benchmarks.compare;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The table: medians of both sides, and their ratios.
final class Report {
    private static final double RATE_RATIO_MIN = 0.8;
    private static final double CPU_RATIO_MAX = 1.5;

    private final List<Line> lines = new ArrayList<>();

    Report(List<Compare.Results> results) {
        results.forEach(row -> lines.add(Line.of(row)));
    }

    void print(PrintStream out) {
        out.println(
                "| row | reference /s | ours /s | ratio | reference CPU s/M | ours | ratio | reference MiB | ours |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        lines.forEach(line -> line.print(out));
        out.println();
        out.println("| latency | reference p50 us | ours | ratio | reference p99 us | ours | ratio |");
        out.println("|---|---|---|---|---|---|---|");
        lines.stream().filter(Line::hasLatency).forEach(line -> line.printLatency(out));
        out.println();
        for (Line line : lines) {
            line.complaints().forEach(complaint -> out.println("- " + complaint));
        }
        out.println(withinBounds() ? "All rows are within bounds." : "Not all rows are within bounds.");
    }

    boolean withinBounds() {
        return lines.stream().allMatch(line -> line.complaints().isEmpty());
    }

    private record Figures(double perSecond, double cpuPerMillion, double mib, double p50, double p99, String failure) {
        static Figures of(List<Sample> samples) {
            return new Figures(
                    median(samples, Sample::perSecond),
                    median(samples, Sample::cpuPerMillion),
                    median(samples, Sample::peakRssMib),
                    median(samples, Sample::p50Micros),
                    median(samples, Sample::p99Micros),
                    samples.stream()
                            .map(Sample::failure)
                            .filter(text -> !text.isEmpty())
                            .findFirst()
                            .orElse(""));
        }

        private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
            double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    private record Line(String name, Figures reference, Figures ours) {
        static Line of(Compare.Results results) {
            return new Line(results.row().name(), Figures.of(results.reference()), Figures.of(results.ours()));
        }

        double rateRatio() {
            return ours.perSecond / reference.perSecond;
        }

        double cpuRatio() {
            return ours.cpuPerMillion / reference.cpuPerMillion;
        }

        boolean hasLatency() {
            return reference.p50 > 0;
        }

        List<String> complaints() {
            List<String> complaints = new ArrayList<>();
            if (!reference.failure.isEmpty()) {
                complaints.add(name + ": the reference: " + reference.failure);
            }
            if (!ours.failure.isEmpty()) {
                complaints.add(name + ": ours: " + ours.failure);
            }
            if (!(rateRatio() >= RATE_RATIO_MIN)) {
                complaints.add(String.format(Locale.ROOT, "%s: %.2f of the rate", name, rateRatio()));
            }
            if (!(cpuRatio() <= CPU_RATIO_MAX)) {
                complaints.add(String.format(Locale.ROOT, "%s: %.2f times the CPU", name, cpuRatio()));
            }
            return complaints;
        }

        void print(PrintStream out) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | **%.2f** | %.3f | %.3f | **%.2f** | %.0f | %.0f |%n",
                    name,
                    reference.perSecond,
                    ours.perSecond,
                    rateRatio(),
                    reference.cpuPerMillion,
                    ours.cpuPerMillion,
                    cpuRatio(),
                    reference.mib,
                    ours.mib);
        }

        void printLatency(PrintStream out) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | **%.2f** | %.1f | %.1f | **%.2f** |%n",
                    name,
                    reference.p50,
                    ours.p50,
                    ours.p50 / reference.p50,
                    reference.p99,
                    ours.p99,
                    ours.p99 / reference.p99);
        }
    }
}
