package io.natterjack.domain.monitor.metrics;

import io.natterjack.domain.monitor.metrics.Exposition.MetricType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Turns a whole document into metrics: each number becomes a gauge that is named by the way to it, and some of the
/// texts become a gauge of 1 with the text as a label, or the milliseconds of the time that they tell. Lists and truth
/// values are left out.
final class DocumentMetrics {
    /// The rules of the usual exporter.
    private static final Set<String> LEFT_OUT = Set.of(
            "leaf",
            "trusted_operators_claim",
            "cluster_tls_timeout",
            "cluster_cluster_port",
            "cluster_auth_timeout",
            "gateway_port",
            "gateway_auth_timeout",
            "gateway_tls_timeout",
            "gateway_connect_retries");

    private static final Set<String> TEXTS =
            Set.of("server_id", "server_name", "version", "domain", "leader", "name", "start", "config_load_time");

    private final Exposition exposition;
    private final String prefix;
    private final String serverId;

    /// @param prefix · of every name, with the underscore at its end
    DocumentMetrics(Exposition exposition, String prefix, String serverId) {
        this.exposition = exposition;
        this.prefix = prefix;
        this.serverId = serverId;
    }

    void add(Map<String, Object> document) {
        add(document, List.of());
    }

    private void add(Map<?, ?> object, List<String> way) {
        object.forEach((key, value) -> {
            List<String> here = new ArrayList<>(way);
            here.add(String.valueOf(key));
            String name = name(here);
            if (!LEFT_OUT.contains(name)) {
                add(value, here, name);
            }
        });
    }

    private void add(Object value, List<String> way, String name) {
        switch (value) {
            case Number number -> gauge(name, labels(), number.doubleValue());
            case String text when TEXTS.contains(way.getLast()) -> text(name, text);
            case Map<?, ?> nested -> add(nested, way);
            default -> {}
        }
    }

    private void text(String name, String text) {
        try {
            gauge(name, labels(), (double) Instant.parse(text).toEpochMilli());
        } catch (DateTimeParseException _) {
            SequencedMap<String, String> labels = labels();
            labels.put("value", text);
            gauge(name, labels, 1);
        }
    }

    private void gauge(String name, SequencedMap<String, String> labels, double value) {
        exposition.add(MetricType.GAUGE, prefix + name, name, labels, value);
    }

    private SequencedMap<String, String> labels() {
        return Exposition.label("server_id", serverId);
    }

    /// Paths of pages are among the keys, and their slashes cannot stand in a name.
    private static String name(List<String> way) {
        return String.join("_", way)
                .replaceAll("[^A-Za-z0-9_]", "_")
                .replaceAll("_+", "_")
                .replaceAll("^_|_$", "");
    }
}
