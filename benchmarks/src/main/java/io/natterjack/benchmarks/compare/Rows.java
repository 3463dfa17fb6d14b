package io.natterjack.benchmarks.compare;

import io.natterjack.benchmarks.load.ManyConnections;
import io.natterjack.benchmarks.load.RequestReply;
import io.natterjack.benchmarks.load.Throughput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The rows of the table, in its order.
final class Rows {
    private Rows() {}

    static List<Row> of(Options options) {
        List<Row> rows = new ArrayList<>(raw());
        options.natsCli().ifPresent(command -> rows.addAll(driven(command)));
        return rows.stream()
                .filter(row -> options.rows().matcher(row.name()).find())
                .toList();
    }

    private static List<Row> raw() {
        return List.of(
                new Row("publish only, 16 B", new Throughput(1, 0, "", 16)),
                new Row("1:1, 16 B", new Throughput(1, 1, "", 16)),
                new Row("1:1, 128 B", new Throughput(1, 1, "", 128)),
                new Row("1:1, 1 KiB", new Throughput(1, 1, "", 1024)),
                new Row("1:1, 16 KiB", new Throughput(1, 1, "", 16 << 10)),
                new Row("fan-out 1:4, 128 B", new Throughput(1, 4, "", 128)),
                new Row("fan-out 1:8, 16 B", new Throughput(1, 8, "", 16)),
                new Row("N:M 4:4, 128 B", new Throughput(4, 4, "", 128)),
                new Row("queue group of 4, 128 B", new Throughput(1, 4, "workers", 128)),
                new Row("request/reply, 128 B", new RequestReply(128)),
                new Row("100,000 subjects, 128 B", new Throughput(1, 1, "", 128, 100_000)),
                new Row("1,000 connections, 16 B", new ManyConnections(1000, 16)));
    }

    private static List<Row> driven(Path command) {
        return List.of(
                new Row("nats bench pub, 16 B", new NatsBench(command, NatsBench.Kind.PUBLISH, 1, 16, 5_000_000)),
                new Row(
                        "nats bench pub sub, 128 B",
                        new NatsBench(command, NatsBench.Kind.PUBLISH_SUBSCRIBE, 1, 128, 2_000_000)),
                new Row("nats bench service, 128 B", new NatsBench(command, NatsBench.Kind.SERVICE, 1, 128, 20_000)),
                new Row(
                        "nats bench service, 20 clients, 128 B",
                        new NatsBench(command, NatsBench.Kind.SERVICE, 20, 128, 60_000)));
    }
}
