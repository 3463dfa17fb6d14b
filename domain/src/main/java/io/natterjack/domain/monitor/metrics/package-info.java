/// The page `/metrics`: the figures of the other pages, for Prometheus.
///
/// Start at [io.natterjack.domain.monitor.metrics.MetricsPage]. Names, labels and types are those that the usual
/// exporter gives to the figures of a reference server, so that dashboards go on working without the exporter.
@NullMarked
package io.natterjack.domain.monitor.metrics;

import org.jspecify.annotations.NullMarked;
