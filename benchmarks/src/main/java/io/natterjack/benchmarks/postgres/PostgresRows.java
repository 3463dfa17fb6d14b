package io.natterjack.benchmarks.postgres;

import io.natterjack.benchmarks.streams.Publishing;
import io.natterjack.benchmarks.streams.Replay;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Prints a table: streams in PostgreSQL beside what the same PostgreSQL does by itself, in the same minutes.
///
/// Everything is measured once per round, the limit and ours in turn, and the median counts. *Storage* is measured as a
/// shard uses it, without a server; *served* is a whole server with clients.
public final class PostgresRows {
    private static final String USAGE = """
            usage: postgres [--rounds N] [--seconds SECONDS] [--ours PATH] [--open SECONDS] [--rows REGEX]
              --ours PATH     the nats-server to judge; without it only the storage is
              --open SECONDS  how long a transaction has been open when its row is measured (5)\
            """;

    private static final int PAYLOAD_BYTES = 128;
    private static final int WINDOW = 500;
    private static final int PUBLISHERS = 50;
    private static final int REPLAYED = 200_000;
    private static final int KEPT = 100_000;

    private final Map<String, String> options;
    private final int rounds;
    private final long nanos;
    private final int port;
    private final String url;
    private final PlainPostgres plain;
    private final StreamRows streams;
    private final Pattern wanted;

    private PostgresRows(Map<String, String> options, int port, Storage storage) {
        this.options = options;
        this.rounds = Integer.parseInt(options.getOrDefault("--rounds", "3"));
        this.nanos = seconds("--seconds", "3");
        this.wanted = Pattern.compile(options.getOrDefault("--rows", ""), Pattern.CASE_INSENSITIVE);
        this.port = port;
        this.url = url(port);
        this.plain = new PlainPostgres(url, PAYLOAD_BYTES, nanos);
        this.streams = new StreamRows(storage, PAYLOAD_BYTES, nanos);
    }

    private long seconds(String option, String otherwise) {
        return (long) (Double.parseDouble(options.getOrDefault(option, otherwise)) * 1e9);
    }

    private static String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    /// Something that is measured.
    @FunctionalInterface
    private interface Measured {
        double run(int round) throws SQLException;
    }

    /// The same through a server, if there is one.
    @FunctionalInterface
    private interface ServedMeasured {
        double run(Served served) throws SQLException;
    }

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        if (args.length % 2 > 0
                || !List.of("--rounds", "--seconds", "--ours", "--open", "--rows")
                        .containsAll(options.keySet())) {
            System.err.println(USAGE);
            System.exit(2);
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            Map<String, String> ours =
                    Map.of("url", url(postgres.getPort()), "user", "postgres", "password", "postgres", "cache", "8MB");
            StorageSettings settings = new StorageSettings("bench", Path.of("unused"), 1, ours, new Quiet());
            try (Storage storage = new PostgresStorageProvider().open(settings)) {
                new PostgresRows(options, postgres.getPort(), storage).run();
            }
        }
    }

    private void run() throws IOException, SQLException, InterruptedException {
        String ours = options.get("--ours");
        if (ours == null) {
            print(null);
            return;
        }
        try (Served served = Served.start(Path.of(ours), url, nanos)) {
            print(served);
        }
    }

    private void print(@Nullable Served served) throws SQLException, IOException {
        show("row", "limit", "storage", "ratio", "served", "ratio");
        show("---", "---", "---", "---", "---", "---");
        row(
                "async, window 500, one stream, rows/s",
                _ -> plain.copy(WINDOW),
                _ -> streams.windowed(1, WINDOW),
                served,
                each -> each.rate(new Publishing(1, 1, WINDOW, PAYLOAD_BYTES, "file")));
        row(
                "async, window 500, 8 streams, rows/s",
                _ -> plain.copy(WINDOW),
                _ -> streams.windowed(8, WINDOW),
                served,
                each -> each.rate(new Publishing(8, 8, WINDOW, PAYLOAD_BYTES, "file")));
        row(
                "one sync publisher, p50 us",
                _ -> plain.insertMicros(),
                _ -> streams.syncMicros(),
                served,
                each -> each.micros(new Publishing(1, 1, 1, PAYLOAD_BYTES, "file")));
        concurrent(served);
        row(
                "replay, rows/s",
                round -> {
                    streams.fill(REPLAYED, replayed(round));
                    return plain.select("natterjack.nj_m_" + streamNumber(round), WINDOW);
                },
                round -> streams.replay(REPLAYED, replayed(round)),
                served,
                each -> each.rate(new Replay(REPLAYED, PAYLOAD_BYTES, "", 1, 1)));
        besideTransaction(served);
    }

    /// Threads of an application share a connection to a broker; whoever inserts needs one of their own.
    private void concurrent(@Nullable Served served) throws SQLException, IOException {
        Optional<Pgbench> pgbench = Pgbench.find(port);
        String limit = ", rows/s beside 50 " + (pgbench.isPresent() ? "clients of pgbench" : "connections");
        row(
                "50 sync publishers" + limit,
                _ -> inserts(pgbench),
                _ -> streams.concurrent(PUBLISHERS),
                served,
                each -> each.rate(new Publishing(PUBLISHERS, 1, 1, PAYLOAD_BYTES, "file")));
        row(
                "50 sync publishers that share a connection" + limit,
                _ -> inserts(pgbench),
                _ -> streams.concurrent(PUBLISHERS),
                served,
                each -> each.rate(new Publishing(1, 1, PUBLISHERS, PAYLOAD_BYTES, "file")));
    }

    private double inserts(Optional<Pgbench> pgbench) throws SQLException {
        if (pgbench.isEmpty()) {
            return plain.inserts(PUBLISHERS);
        }
        plain.table();
        return pgbench.get().inserts(PUBLISHERS, PAYLOAD_BYTES, nanos);
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

    /// The transaction is opened once, so the rounds without it are half before and half after. Others publish while
    /// time passes.
    private void besideTransaction(@Nullable Served served) throws SQLException {
        String name = "async beside a transaction open for " + options.getOrDefault("--open", "5") + " s, rows/s";
        if (!wanted.matcher(name).find()) {
            return;
        }
        double[] without = new double[2 * rounds];
        double[] with = new double[rounds];
        double[] servedWithout = new double[2 * rounds];
        double[] servedWith = new double[rounds];
        fill(without, servedWithout, 0, rounds, served);
        try (OpenTransaction _ = new OpenTransaction(url)) {
            streams.busy(seconds("--open", "5"), KEPT);
            fill(with, servedWith, 0, rounds, served);
        }
        fill(without, servedWithout, rounds, 2 * rounds, served);
        show(name, number(median(without)), number(median(with)), ratio(median(with), median(without)), "", "");
        if (served != null) {
            show(
                    name + ", served",
                    number(median(servedWithout)),
                    "",
                    "",
                    number(median(servedWith)),
                    ratio(median(servedWith), median(servedWithout)));
        }
    }

    private void fill(double[] rates, double[] servedRates, int from, int to, @Nullable Served served) {
        Publishing publishing = new Publishing(1, 1, WINDOW, PAYLOAD_BYTES, "file");
        for (int round = from; round < to; round++) {
            rates[round] = streams.windowed(1, WINDOW);
            servedRates[round] = served == null ? 0 : served.rate(publishing);
        }
    }

    private void row(String name, Measured limit, Measured ours, @Nullable Served served, ServedMeasured whole)
            throws SQLException {
        if (!wanted.matcher(name).find()) {
            return;
        }
        double[] limits = new double[rounds];
        double[] figures = new double[rounds];
        double[] servedFigures = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            limits[round] = limit.run(round);
            figures[round] = ours.run(round);
            servedFigures[round] = served == null ? 0 : whole.run(served);
        }
        double best = median(limits);
        show(
                name,
                number(best),
                number(median(figures)),
                ratio(median(figures), best),
                served == null ? "" : number(median(servedFigures)),
                served == null ? "" : ratio(median(servedFigures), best));
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String ratio(double figure, double limit) {
        return String.format(Locale.ROOT, "**%.2f**", figure / limit);
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
