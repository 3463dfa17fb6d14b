package io.natterjack.benchmarks.compare;

import io.natterjack.benchmarks.load.Measurement;
import java.util.Locale;

/// One row, once, on one server.
///
/// @param failure · empty if every message arrived
public record Sample(Measurement measurement, ServerProcess.Usage usage, String failure) {
    public static Sample failed(String failure) {
        return new Sample(new Measurement(0, 1, 0, Measurement.Latency.NONE), new ServerProcess.Usage(0, 0), failure);
    }

    public double perSecond() {
        return measurement.perSecond();
    }

    /// CPU seconds of the server for a million messages.
    public double cpuPerMillion() {
        return measurement.messages() == 0 ? 0 : usage.cpuSeconds() * 1e6 / measurement.messages();
    }

    public double p50Micros() {
        return measurement.latency().p50Nanos() / 1e3;
    }

    public double p99Micros() {
        return measurement.latency().p99Nanos() / 1e3;
    }

    public double peakRssMib() {
        return usage.peakRssKib() / 1024.0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,12.0f /s %7.3f CPU s/M %4.0f MiB  p50 %.1f us  p99 %.1f us  %s",
                perSecond(),
                cpuPerMillion(),
                peakRssMib(),
                p50Micros(),
                p99Micros(),
                failure);
    }
}
