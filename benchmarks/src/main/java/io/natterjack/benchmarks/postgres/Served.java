package io.natterjack.benchmarks.postgres;

import io.natterjack.benchmarks.compare.ServerProcess;
import io.natterjack.benchmarks.load.Measurement;
import io.natterjack.benchmarks.load.Workload;
import io.natterjack.benchmarks.load.Workload.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The same through a whole server in a process of its own, with clients over TCP.
final class Served implements AutoCloseable {
    private final ServerProcess server;
    private final Timing timing;

    private Served(ServerProcess server, Timing timing) {
        this.server = server;
        this.timing = timing;
    }

    /// @param url · of the database
    static Served start(Path executable, String url, long nanos) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("served");
        Path config = Files.writeString(
                folder.resolve("server.conf"),
                "jetstream {\n  store_dir: \"" + folder + "\"\n  storage: postgres\n  postgres { url: \"" + url
                        + "\", user: postgres, password: postgres, schema: served, cache: 8MB }\n}\n");
        return new Served(ServerProcess.start(executable, List.of("-c", config.toString())), new Timing(nanos, nanos));
    }

    /// Messages per second.
    double rate(Workload workload) {
        return measure(workload).perSecond();
    }

    /// Microseconds, the median.
    double micros(Workload workload) {
        return measure(workload).latency().p50Nanos() / 1e3;
    }

    private Measurement measure(Workload workload) {
        try {
            Measurement measurement = workload.run(server.address(), timing, server);
            if (measurement.lost() > 0) {
                throw new IllegalStateException(measurement.lost() + " refused");
            }
            return measurement;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
