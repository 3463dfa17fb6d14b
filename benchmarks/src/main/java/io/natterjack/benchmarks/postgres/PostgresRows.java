package io.natterjack.benchmarks.postgres;

import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageSettings;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.postgres.PostgresStorageProvider;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Prints a table: streams in PostgreSQL beside what the same PostgreSQL does by itself, in the same minutes.
///
/// Arguments: rounds and seconds for each measurement; 3 and 3 without. Everything is measured once per round, ours and
/// the limit in turn, and the median counts.
public final class PostgresRows {
    private static final int PAYLOAD_BYTES = 128;
    private static final int WINDOW = 500;
    private static final int PUBLISHERS = 50;
    private static final int REPLAYED = 200_000;

    private final int rounds;
    private final String url;
    private final PlainPostgres plain;
    private final StreamRows streams;

    private PostgresRows(int rounds, long nanos, String url, Storage storage) {
        this.rounds = rounds;
        this.url = url;
        this.plain = new PlainPostgres(url, PAYLOAD_BYTES, nanos);
        this.streams = new StreamRows(storage, PAYLOAD_BYTES, nanos);
    }

    /// Something that is measured.
    @FunctionalInterface
    private interface Measured {
        double run(int round) throws SQLException;
    }

    public static void main(String[] args) throws IOException, SQLException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        long nanos = TimeUnit.SECONDS.toNanos(args.length > 1 ? Integer.parseInt(args[1]) : 3);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
            Map<String, String> options =
                    Map.of("url", url, "user", "postgres", "password", "postgres", "cache", "8MB");
            StorageSettings settings = new StorageSettings("bench", Path.of("unused"), 1, options, new Quiet());
            try (Storage storage = new PostgresStorageProvider().open(settings)) {
                new PostgresRows(rounds, nanos, url, storage).print();
            }
        }
    }

    private void print() throws SQLException {
        show("row", "limit", "ours", "ratio");
        show("---", "---", "---", "---");
        row("async, window 500, one stream, rows/s", _ -> plain.copy(WINDOW), _ -> streams.windowed(1, WINDOW));
        row("async, window 500, 8 streams, rows/s", _ -> plain.copy(WINDOW), _ -> streams.windowed(8, WINDOW));
        row("one sync publisher, p50 us", _ -> plain.insertMicros(), _ -> streams.syncMicros());
        row("50 sync publishers, rows/s", _ -> plain.inserts(PUBLISHERS), _ -> streams.concurrent(PUBLISHERS));
        row(
                "replay, rows/s",
                round -> {
                    streams.fill(REPLAYED, replayed(round));
                    return plain.select("natterjack.nj_m_" + streamNumber(round), WINDOW);
                },
                round -> streams.replay(REPLAYED, replayed(round)));
        row("async beside an open transaction, rows/s", _ -> streams.windowed(1, WINDOW), _ -> besideTransaction());
    }

    private static StreamKey replayed(int round) {
        return new StreamKey("BENCH", "REPLAYED" + round);
    }

    private int streamNumber(int round) throws SQLException {
        String sql = "SELECT id FROM natterjack.nj_stream WHERE name = '" + replayed(round).stream() + "'";
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /// Somebody has read and written, and does not end.
    private double besideTransaction() throws SQLException {
        try (Connection other = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("CREATE TABLE IF NOT EXISTS open_forever (id int)");
            statement.execute("SELECT count(*) FROM natterjack.streams");
            double rate = streams.windowed(1, WINDOW);
            other.rollback();
            return rate;
        }
    }

    private void row(String name, Measured limit, Measured ours) throws SQLException {
        double[] limits = new double[rounds];
        double[] figures = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            limits[round] = limit.run(round);
            figures[round] = ours.run(round);
        }
        Arrays.sort(limits);
        Arrays.sort(figures);
        double best = limits[rounds / 2];
        double figure = figures[rounds / 2];
        show(name, number(best), number(figure), String.format(Locale.ROOT, "**%.2f**", figure / best));
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, figure < 10_000 ? "%,.1f" : "%,.0f", figure);
    }

    private static void show(String... columns) {
        System.out.println("| " + String.join(" | ", columns) + " |");
    }

    /// Nobody reads along.
    private static final class Quiet implements ServerLog {
        @Override
        public boolean isOn(Level level) {
            return level == Level.ERR;
        }

        @Override
        public void log(Level level, String line) {
            if (isOn(level)) {
                throw new IllegalStateException(line);
            }
        }
    }
}
