package io.natterjack.domain.monitor.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Collects samples and writes them in the text format of Prometheus, version 0.0.4.
final class Exposition {
    private static final double EXACT_MAX = 1L << 53;

    private final Map<String, Family> families = new TreeMap<>();

    /// What a sample can do from one scrape to the next.
    enum MetricType {
        /// Goes up and down.
        GAUGE,
        /// Only grows.
        COUNTER
    }

    private record Family(String help, MetricType type, List<String> samples) {}

    /// @param labels · may be empty
    void add(MetricType type, String name, String help, SequencedMap<String, String> labels, double value) {
        families.computeIfAbsent(name, _ -> new Family(help, type, new ArrayList<>()))
                .samples()
                .add(name + labels(labels) + " " + number(value));
    }

    static SequencedMap<String, String> label(String name, String value) {
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        labels.put(name, value);
        return labels;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        families.forEach((name, family) -> {
            text.append("# HELP ")
                    .append(name)
                    .append(' ')
                    .append(escape(family.help))
                    .append('\n');
            text.append("# TYPE ")
                    .append(name)
                    .append(' ')
                    .append(type(family.type))
                    .append('\n');
            family.samples.forEach(sample -> text.append(sample).append('\n'));
        });
        return text.toString();
    }

    private static String type(MetricType type) {
        return switch (type) {
            case GAUGE -> "gauge";
            case COUNTER -> "counter";
        };
    }

    private static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escape(label.getValue()).replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) <= EXACT_MAX
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
