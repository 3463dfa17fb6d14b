package io.natterjack.benchmarks.load;

import java.util.Arrays;

/// What the measured part of a [Workload] came to.
///
/// @param messages · delivered and counted; published, where nobody subscribes
/// @param nanos    · from the first publish to the last message counted
/// @param lost     · published and not delivered, because the server dropped a subscriber or sent nothing more
/// @param latency  · of single requests; [Latency#NONE] for workloads without requests
public record Measurement(long messages, long nanos, long lost, Latency latency) {
    public double perSecond() {
        return messages * 1e9 / nanos;
    }

    /// Half of the requests, and all but one in a hundred, were answered within this time.
    public record Latency(long p50Nanos, long p99Nanos) {
        public static final Latency NONE = new Latency(0, 0);

        /// Sorts the samples in place.
        public static Latency of(long[] samplesNanos, int count) {
            Arrays.sort(samplesNanos, 0, count);
            return new Latency(samplesNanos[count / 2], samplesNanos[(int) (count * 0.99)]);
        }
    }
}
