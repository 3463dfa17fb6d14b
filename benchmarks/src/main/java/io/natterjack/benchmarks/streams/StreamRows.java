package io.natterjack.benchmarks.streams;

import static io.natterjack.benchmarks.streams.StreamRow.Mode.ALWAYS;
import static io.natterjack.benchmarks.streams.StreamRow.Mode.DEFAULT;
import static io.natterjack.benchmarks.streams.StreamRow.Mode.INTERVAL;

import java.util.ArrayList;
import java.util.List;

/// The lines of the table, in its order.
final class StreamRows {
    private static final int MANY = 1_000_000;

    private StreamRows() {}

    static List<StreamRow> all() {
        List<StreamRow> rows = new ArrayList<>(durable());
        for (int bytes : new int[] {16, 128, 1024, 16 << 10}) {
            int window = bytes > 1024 ? 100 : 500;
            rows.add(new StreamRow(
                    "async, page cache, " + bytes + " B",
                    DEFAULT,
                    INTERVAL,
                    new Publishing(1, 1, window, bytes, "file")));
            rows.add(new StreamRow(
                    "one sync publisher, page cache, " + bytes + " B",
                    DEFAULT,
                    INTERVAL,
                    new Publishing(1, 1, 1, bytes, "file")));
        }
        rows.add(new StreamRow("async, memory", DEFAULT, DEFAULT, new Publishing(1, 1, 500, 128, "memory")));
        rows.addAll(reading());
        return rows;
    }

    private static List<StreamRow> durable() {
        return List.of(
                new StreamRow("async, disk beside no sync", DEFAULT, ALWAYS, new Publishing(1, 1, 500, 128, "file")),
                new StreamRow("async, disk", ALWAYS, ALWAYS, new Publishing(1, 1, 500, 128, "file")),
                new StreamRow("50 sync publishers, disk", ALWAYS, ALWAYS, new Publishing(50, 1, 1, 128, "file")),
                new StreamRow("100 streams, disk", ALWAYS, ALWAYS, new Publishing(100, 100, 1, 128, "file")),
                new StreamRow("one sync publisher, disk", ALWAYS, ALWAYS, new Publishing(1, 1, 1, 128, "file")));
    }

    private static List<StreamRow> reading() {
        return List.of(
                new StreamRow("push replay", DEFAULT, INTERVAL, new Replay(MANY, 128, "", 1, 1)),
                new StreamRow("pull and acknowledge, 4 workers", DEFAULT, INTERVAL, new Pulling(MANY / 2, 128, 4, 100)),
                new StreamRow(
                        "filtered replay, 1 in 10,000 of 1 M subjects",
                        DEFAULT,
                        INTERVAL,
                        new Replay(2 * MANY, 128, "r.wanted", MANY, 10_000)),
                new StreamRow("KV put", DEFAULT, INTERVAL, new Bucket(false, 10_000, 128)),
                new StreamRow("KV get", DEFAULT, INTERVAL, new Bucket(true, 10_000, 128)));
    }
}
