package io.natterjack.app.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A PostgreSQL as careful as one in production, which can be stopped and started under the same address.
final class RestartedPostgres implements AutoCloseable {
    private static final String VICTIM = "SELECT coalesce(max(pid), pg_backend_pid()) FROM pg_stat_activity"
            + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";

    private final Path data;
    private final int port;
    private EmbeddedPostgres running;

    private RestartedPostgres(Path data, EmbeddedPostgres running) {
        this.data = data;
        this.running = running;
        this.port = running.getPort();
    }

    static RestartedPostgres start(Path data) throws IOException {
        return new RestartedPostgres(data, careful(data).start());
    }

    private static EmbeddedPostgres.Builder careful(Path data) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
    }

    /// As the configuration takes it.
    String address() {
        return "postgresql://localhost:" + port + "/postgres";
    }

    /// As the driver takes it.
    String url() {
        return "jdbc:" + address() + "?user=postgres";
    }

    void restart() throws IOException {
        running.close();
        running = careful(data).setPort(port).start();
    }

    /// Kills one of its processes, whereupon it ends all others and recovers, as after a loss of power. Returns when it
    /// takes connections again.
    void crash() throws SQLException {
        try (Connection witness = DriverManager.getConnection(url());
                Statement statement = witness.createStatement()) {
            long victim;
            try (ResultSet rows = statement.executeQuery(VICTIM)) {
                rows.next();
                victim = rows.getLong(1);
            }
            ProcessHandle.of(victim).orElseThrow().destroyForcibly();
            statement.execute("SELECT pg_sleep(60)");
            throw new AssertionError("PostgreSQL did not crash");
        } catch (SQLException ended) {
            awaitAnswer(ended);
        }
    }

    private void awaitAnswer(SQLException ended) throws SQLException {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        SQLException latest = ended;
        while (System.nanoTime() < deadlineNanos) {
            try {
                ask("SELECT 1");
                return;
            } catch (SQLException away) {
                latest = away;
                LockSupport.parkNanos(KilledServer.POLL_NANOS);
            }
        }
        throw latest;
    }

    /// The first column of the first row; empty if there is none.
    String ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        }
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
