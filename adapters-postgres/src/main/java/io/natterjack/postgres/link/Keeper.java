package io.natterjack.postgres.link;

import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.storage.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Holds the lock of the schema for as long as the server lives, takes it again when the connection was lost, and
/// does chores while it is idle.
///
/// Between two of its connections another server may have been there. Each that comes raises the epoch; a keeper that
/// finds another one than its own knows that what its server has in memory is out of date, and lets nobody write.
public final class Keeper implements AutoCloseable {
    private static final long TICK_NANOS = 1_000_000_000;
    private static final long TAKE_OVER_NANOS = 5_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /// Whoever knows that a connection is gone says so at once.
    private static final long SILENCE_NANOS = 500_000_000;

    /// Work for idle moments, on the connection that holds the lock.
    @FunctionalInterface
    public interface Chore {
        void run(Connection connection) throws SQLException;
    }

    private final Database database;
    private final ServerLock lock;
    private final ServerLog log;
    private final List<Chore> chores;
    private final Thread thread;
    private final Backoff backoff = new Backoff();
    private @Nullable Connection connection;
    private long epoch;
    private String complaint = "";
    private volatile boolean closed;
    private volatile @Nullable String problem;
    private volatile boolean replaced;
    private volatile Runnable onReturn = () -> {};

    /// @param chores · none depends on another
    public Keeper(Database database, ServerLog log, List<Chore> chores) {
        this.database = database;
        this.lock = new ServerLock(database);
        this.log = log;
        this.chores = List.copyOf(chores);
        this.thread = new Thread(this::run, "natterjack-postgres-keeper");
        thread.setDaemon(true);
        database.onDoubt(() -> LockSupport.unpark(thread));
    }

    /// @param listener · called after the database has been away, before anything is written
    public void onReturn(Runnable listener) {
        onReturn = listener;
    }

    /// Takes the lock for the first time. A server that has just died may need a moment to let go of it.
    ///
    /// @param prepare · brings the schema up to date
    /// @throws StorageException if another server has it
    public void open(Chore prepare) throws SQLException {
        long deadline = System.nanoTime() + TAKE_OVER_NANOS;
        while (true) {
            try {
                connection = lock.take();
                break;
            } catch (StorageException refused) {
                if (System.nanoTime() > deadline) {
                    throw refused;
                }
                LockSupport.parkNanos(TICK_NANOS / 4);
            }
        }
        try {
            prepare.run(connection);
            epoch = number(connection, "UPDATE nj_server SET epoch = epoch + 1 RETURNING epoch");
            database.hurry(connection);
            lock.admit();
        } catch (SQLException | RuntimeException failure) {
            lock.release();
            throw failure;
        }
        thread.start();
    }

    private void run() {
        while (!closed) {
            Connection now = connection;
            long start = System.nanoTime();
            if (now == null || !lock.held()) {
                if (now != null && System.nanoTime() - start > SILENCE_NANOS) {
                    database.away(Failures.SILENT);
                    tell(Failures.SILENT);
                }
                retake();
            } else {
                database.away(null);
                work(now);
                LockSupport.parkNanos(TICK_NANOS);
            }
        }
    }

    private void work(Connection now) {
        String text = "";
        for (Chore chore : chores) {
            try {
                chore.run(now);
            } catch (SQLException failure) {
                text = "PostgreSQL: tidying up failed, to be tried again: " + Failures.describe(failure);
            }
        }
        if (!text.isEmpty() && !text.equals(complaint)) {
            log.warn(text);
        }
        complaint = text;
    }

    private void retake() {
        connection = null;
        try {
            Connection fresh = lock.take();
            if (number(fresh, "SELECT epoch FROM nj_server") == epoch) {
                database.hurry(fresh);
                connection = fresh;
                onReturn.run();
                lock.admit();
                database.away(null);
                if (problem != null) {
                    log.info("PostgreSQL: the lock of the schema is ours again");
                }
                problem = null;
                backoff.reset();
                return;
            }
            lock.release();
            replaced = true;
            database.away(null);
            tell("another server has used the schema in the meantime; restart this one to go on");
        } catch (SQLException failure) {
            database.away(failure.getMessage());
            tell(Failures.describe(failure));
        } catch (StorageException refused) {
            database.away(null);
            tell(String.valueOf(refused.getMessage()));
        }
        LockSupport.parkNanos(backoff.nextMillis() * NANOS_PER_MILLI);
    }

    private void tell(String why) {
        String text = "PostgreSQL: " + why;
        if (!closed && !text.equals(problem)) {
            problem = text;
            log.error(text);
        }
    }

    private static long number(Connection on, String sql) throws SQLException {
        try (PreparedStatement statement = on.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// Lets a connection write, as long as it lives. Any thread.
    ///
    /// @throws SQLException if the server has not got the lock
    public void join(Connection writer) throws SQLException {
        if (!lock.join(writer)) {
            lock.leave(writer);
            throw new SQLException("the lock of the schema is not held yet", "08006");
        }
    }

    /// Takes the right to write from a connection that goes back to the pool.
    public void leave(Connection writer) throws SQLException {
        lock.leave(writer);
    }

    /// Why nothing can be written; null if all is well. Any thread.
    public @Nullable String problem() {
        return problem;
    }

    /// Whether another server has been here, so that this one can never write again. Any thread.
    public boolean replaced() {
        return replaced;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TICK_NANOS * 5 / NANOS_PER_MILLI);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        lock.release();
    }
}
