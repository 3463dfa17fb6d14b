package io.natterjack.app.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/// Publishes one number after another by SQL until it is stopped, a few in each transaction, and writes down in a table
/// of its own, by the same transactions, what it has published.
final class Application implements Runnable {
    private static final int IN_ONE_MAX = 6;
    private static final int COMMITTED_OF_TEN = 9;
    private static final int BODY_MAX = 2_000;
    private static final long PAUSE_NANOS = 2_000_000;

    private final int number;
    private final String url;
    private final SplittableRandom random;
    private long next;
    private volatile boolean stopped;

    /// @param url · of the database, with the user
    Application(int number, String url, long seed) {
        this.number = number;
        this.url = url;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void run() {
        while (!stopped) {
            try (Connection connection = DriverManager.getConnection(url)) {
                connection.setAutoCommit(false);
                while (!stopped) {
                    transaction(connection);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (SQLException _) {
                // The database is away. Its table says what became of the last transaction.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void transaction(Connection connection) throws SQLException {
        String sql = "WITH said AS (INSERT INTO said VALUES (?, ?) RETURNING text)"
                + " SELECT natterjack.publish('OUT', 'out.' || ?, text || ' ' || repeat('x', ?)) FROM said";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int left = random.nextInt(1, IN_ONE_MAX); left > 0; left--) {
                statement.setInt(1, number);
                statement.setString(2, number + "-" + ++next);
                statement.setInt(3, number);
                statement.setInt(4, random.nextInt(BODY_MAX));
                statement.executeQuery().close();
            }
        }
        if (random.nextInt(10) < COMMITTED_OF_TEN) {
            connection.commit();
        } else {
            connection.rollback();
        }
    }

    void stop() {
        stopped = true;
    }
}
