package io.natterjack.benchmarks.postgres;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// What the database does by itself, with a table like that of a stream: the limits to compare with.
final class PlainPostgres {
    private static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final byte[] TRAILER = {-1, -1};
    private static final byte[] SUBJECT = "orders.new".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final String url;
    private final byte[] payload;
    private final long nanos;

    /// @param nanos · how long each measurement takes
    PlainPostgres(String url, int payloadBytes, long nanos) {
        this.url = url;
        this.payload = new byte[payloadBytes];
        this.nanos = nanos;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "postgres", "postgres");
    }

    /// Makes the table anew, and a sequence for those who have no other.
    void table() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            table(connection);
            statement.execute("DROP SEQUENCE IF EXISTS plain_seq");
            statement.execute("CREATE SEQUENCE plain_seq");
        }
    }

    private static void table(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS plain");
            statement.execute(
                    "CREATE TABLE plain (seq bigint PRIMARY KEY, time bigint NOT NULL, flags smallint NOT NULL,"
                            + " subject bytea NOT NULL, headers bytea, payload bytea NOT NULL)");
        }
    }

    /// Rows per second of binary `COPY`, each batch a transaction.
    double copy(int batch) throws SQLException {
        try (Connection connection = connect()) {
            table(connection);
            PGConnection driver = connection.unwrap(PGConnection.class);
            long start = System.nanoTime();
            long rows = 0;
            while (System.nanoTime() - start < nanos) {
                byte[] data = encoded(rows, batch);
                CopyIn copy = driver.getCopyAPI().copyIn("COPY plain FROM STDIN (FORMAT binary)");
                copy.writeToCopy(data, 0, data.length);
                copy.endCopy();
                rows += batch;
            }
            return rows * 1e9 / (System.nanoTime() - start);
        }
    }

    private byte[] encoded(long first, int batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(batch * (payload.length + 64));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(HEADER);
            for (int i = 1; i <= batch; i++) {
                out.writeShort(6);
                out.writeInt(8);
                out.writeLong(first + i);
                out.writeInt(8);
                out.writeLong(1_700_000_000_000_000_000L + first + i);
                out.writeInt(2);
                out.writeShort(0);
                out.writeInt(SUBJECT.length);
                out.write(SUBJECT);
                out.writeInt(-1);
                out.writeInt(payload.length);
                out.write(payload);
            }
            out.write(TRAILER);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    /// Latency of a durable `INSERT` of one row, in microseconds: the median.
    double insertMicros() throws SQLException {
        try (Connection connection = connect()) {
            table(connection);
            long[] latencies = new long[1_000_000];
            int count = 0;
            long start = System.nanoTime();
            try (PreparedStatement insert = insert(connection)) {
                while (System.nanoTime() - start < nanos && count < latencies.length) {
                    long before = System.nanoTime();
                    run(insert, count + 1);
                    latencies[count++] = System.nanoTime() - before;
                }
            }
            Arrays.sort(latencies, 0, count);
            return latencies[count / 2] / 1e3;
        }
    }

    /// Rows per second of clients that insert a row each, again and again.
    double inserts(int clients) throws SQLException {
        AtomicLong sequence = new AtomicLong();
        try (Connection connection = connect()) {
            table(connection);
        }
        long start = System.nanoTime();
        Thread[] threads = IntStream.range(0, clients)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> client(sequence, start)))
                .toArray(Thread[]::new);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return sequence.get() * 1e9 / (System.nanoTime() - start);
    }

    private void client(AtomicLong sequence, long start) {
        try (Connection connection = connect();
                PreparedStatement insert = insert(connection)) {
            while (System.nanoTime() - start < nanos) {
                run(insert, sequence.incrementAndGet());
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static PreparedStatement insert(Connection connection) throws SQLException {
        return connection.prepareStatement("INSERT INTO plain VALUES (?, ?, 0::smallint, ?, NULL, ?)");
    }

    private void run(PreparedStatement insert, long sequence) throws SQLException {
        insert.setLong(1, sequence);
        insert.setLong(2, sequence);
        insert.setBytes(3, SUBJECT);
        insert.setBytes(4, payload);
        insert.executeUpdate();
    }

    /// Rows per second of ranged reads of a table that a stream has filled.
    double select(String table, int range) throws SQLException {
        String sql = "SELECT seq, time, flags, subject, headers, payload FROM " + table
                + " WHERE seq BETWEEN ? AND ? ORDER BY seq";
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            long start = System.nanoTime();
            long rows = 0;
            boolean more = true;
            for (long from = 1; more; from += range) {
                select.setLong(1, from);
                select.setLong(2, from + range - 1);
                more = false;
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        rows += found.getBytes(6).length > 0 && found.getBytes(4).length > 0 && found.getLong(2) > 0
                                ? 1
                                : 0;
                        more = true;
                    }
                }
            }
            return rows * 1e9 / (System.nanoTime() - start);
        }
    }
}
