package io.natterjack.benchmarks.footprint;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A figure, and what it may be at most.
record Target(String what, double max) {
    /// Prints the median beside the target.
    ///
    /// @return whether it is met
    boolean print(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        boolean met = median <= max;
        System.out.printf(
                Locale.ROOT,
                "%-36s %7.1f  (%.1f to %.1f of %d)  target %.0f %s%n",
                what,
                median,
                sorted.getFirst(),
                sorted.getLast(),
                sorted.size(),
                max,
                met ? "met" : "MISSED");
        return met;
    }
}
