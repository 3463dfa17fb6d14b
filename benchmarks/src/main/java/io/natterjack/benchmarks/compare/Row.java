package io.natterjack.benchmarks.compare;

import io.natterjack.benchmarks.load.Measurement;
import io.natterjack.benchmarks.load.Workload;
import java.io.IOException;

/// A workload with the name that the table gives it.
record Row(String name, Workload workload) {
    /// Runs the workload once. A failure becomes part of the answer: it is a result, and the other rows go on.
    Sample sample(ServerProcess server, Workload.Timing timing) throws InterruptedException {
        try {
            Measurement measurement = workload.run(server.address(), timing, server);
            return new Sample(measurement, server.usage(), failure(measurement));
        } catch (IOException e) {
            return Sample.failed(String.valueOf(e.getMessage()));
        }
    }

    private static String failure(Measurement measurement) {
        return measurement.lost() == 0 ? "" : measurement.lost() + " messages not delivered";
    }
}
