package io.natterjack.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;

/// One kind of traffic through one server.
@FunctionalInterface
public interface Workload {
    /// Warms the server and the clients up, then measures.
    ///
    /// @param meter · told when the measured part begins and ends
    /// @throws IOException if the server refuses or drops a client that the workload cannot do without
    Measurement run(InetSocketAddress server, Timing timing, Meter meter) throws IOException, InterruptedException;

    /// How long each part takes.
    record Timing(long warmUpNanos, long measuredNanos) {}

    /// Watches the server during the measured part.
    interface Meter {
        void begin() throws IOException;

        void end() throws IOException;
    }
}
