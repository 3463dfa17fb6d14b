package io.natterjack.postgres.link;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.postgres.settings.PostgresSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// Connections to one database. Those for reading and for changes of the schema are borrowed from a pool; a writer
/// keeps the one it has borrowed; the one that holds the lock of the schema stands by itself.
///
/// Any thread.
public final class Database implements AutoCloseable {
    /// How long an owner of streams waits, and holds up its streams, for a connection, for the proof that it is alive,
    /// for somebody else's lock on a table, and for each word of an answer. A writer waits as long for a lock.
    private static final long BORROW_MILLIS = 1_500;

    private static final long PROBE_MILLIS = 500;
    private static final String LOCK_TIMEOUT = "500ms";
    private static final String LOCK_WAIT = "SET lock_timeout = '" + LOCK_TIMEOUT + "'";
    private static final int SILENCE_MILLIS = 1_500;

    /// The same for whoever reads much, which is not to be begun again for nothing.
    private static final int SILENCE_IN_MUCH_MILLIS = 3_000;

    private static final String LOCK_WAIT_ENDLESS = "SET lock_timeout = 0";

    /// How many times others wait for a connection.
    private static final int PATIENCE = 3;

    private static final int GREAT_PATIENCE = 10;

    private final PostgresSettings settings;
    private final String applicationName;
    private final HikariDataSource pool;
    private final ServerLog log;
    private final AtomicBoolean exhausted = new AtomicBoolean();
    private volatile @Nullable String away;
    private volatile Runnable doubtful = () -> {};

    public Database(PostgresSettings settings, String serverName, ServerLog log) {
        this.settings = settings;
        this.log = log;
        this.applicationName = "natterjack " + serverName;
        this.pool = new HikariDataSource(config());
    }

    private HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setPoolName(applicationName);
        config.setDriverClassName(Driver.class.getName());
        config.setJdbcUrl(settings.url());
        config.setDataSourceProperties(settings.properties(applicationName));
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(BORROW_MILLIS);
        config.setValidationTimeout(PROBE_MILLIS);
        config.setConnectionInitSql(Sessions.greeting(settings, LOCK_TIMEOUT));
        config.setInitializationFailTimeout(-1);
        config.setMaxLifetime(0);
        return config;
    }

    /// A connection of the pool, in autocommit, for whoever keeps it and may wait for an answer: closing it gives it
    /// back. While the database is known to be away it fails at once.
    public Connection borrow() throws SQLException {
        return pooled(PATIENCE);
    }

    /// A connection for an owner of streams, which has others to look after: it waits for nothing as long as a writer
    /// would. Whoever fails with it says so to [#doubt].
    public Connection borrowBriefly() throws SQLException {
        return borrow(SILENCE_MILLIS);
    }

    /// The same to read all that is known of a stream: it may take long, as long as something comes.
    public Connection borrowForMuch() throws SQLException {
        return borrow(SILENCE_IN_MUCH_MILLIS);
    }

    private Connection borrow(int silenceMillis) throws SQLException {
        try {
            Connection connection = pooled();
            connection.setNetworkTimeout(Runnable::run, silenceMillis);
            return connection;
        } catch (SQLException failure) {
            doubt(failure);
            throw failure;
        }
    }

    /// A connection for what must not fail because others are quicker: what is read when the server starts.
    public Connection borrowPatiently() throws SQLException {
        Connection connection = pooled(GREAT_PATIENCE);
        try {
            run(connection, LOCK_WAIT_ENDLESS);
            return connection;
        } catch (SQLException failure) {
            evict(connection);
            throw failure;
        }
    }

    /// Gives back what was borrowed patiently.
    public void giveBack(Connection connection) throws SQLException {
        hurry(connection);
        connection.close();
    }

    /// Has a connection wait for somebody's lock no longer than an owner of streams would.
    void hurry(Connection connection) throws SQLException {
        run(connection, LOCK_WAIT);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// @param attempts · how many times to wait for one
    private Connection pooled(int attempts) throws SQLException {
        for (int left = attempts - 1; left > 0; left--) {
            try {
                return pooled();
            } catch (SQLException _) {
                // None is free, or none was made in time, or the database is away: the last attempt says which.
            }
        }
        return pooled();
    }

    private Connection pooled() throws SQLException {
        String why = away;
        if (why != null) {
            throw new SQLException(why, Failures.LOST);
        }
        try {
            Connection connection = pool.getConnection();
            if (exhausted.get() && exhausted.compareAndSet(true, false)) {
                log.info("PostgreSQL: connections are free again");
            }
            return connection;
        } catch (SQLTransientConnectionException failure) {
            boolean busy = pool.getHikariPoolMXBean().getActiveConnections() >= settings.poolSize();
            throw busy ? exhausted(failure) : unreachable(failure);
        } catch (PoolInitializationException failure) {
            throw new SQLException(failure.getMessage(), "08001", failure);
        }
    }

    /// Behind it is what became of the latest attempt to connect, if there was one.
    private static SQLException unreachable(SQLTransientConnectionException failure) {
        return failure.getCause() instanceof SQLException cause
                ? cause
                : new SQLException(Failures.SILENT, Failures.LOST, failure);
    }

    private SQLException exhausted(SQLException failure) {
        String why = "all " + settings.poolSize() + " connections are busy: raise pool_size";
        if (!exhausted.getAndSet(true)) {
            log.error("PostgreSQL: " + why);
        }
        return new SQLException(why, "53000", failure);
    }

    /// An owner of streams has failed, perhaps after it waited in vain: then no other shall before it is known whether
    /// the database is there.
    ///
    /// @return false if the database is there
    public boolean doubt(SQLException failure) {
        boolean lost = Failures.isLost(failure);
        if (lost && away == null) {
            away = Failures.text(failure);
            doubtful.run();
        }
        return lost;
    }

    /// Whom to tell that somebody has to look whether the database is there.
    void onDoubt(Runnable told) {
        doubtful = told;
    }

    /// Why nobody gets through; null if somebody does, as far as is known.
    public @Nullable String away() {
        return away;
    }

    /// Sees to it that there is a connection for whoever comes first, and that it does not have to be made meanwhile.
    public void warm() throws SQLException {
        giveBack(borrowPatiently());
    }

    /// The keeper has found out that nobody gets through.
    ///
    /// @param why · null if somebody does
    void away(@Nullable String why) {
        away = why;
    }

    /// Drops a borrowed connection instead of giving it back, because nobody knows what state it is in.
    public void evict(Connection connection) {
        pool.evictConnection(connection);
    }

    /// A connection that belongs to nobody else.
    Connection single() throws SQLException {
        Connection connection = new Driver().connect(settings.url(), settings.properties(applicationName));
        if (connection == null) {
            throw new SQLException("The driver does not know " + settings.url(), "08001");
        }
        try {
            run(connection, Sessions.greeting(settings, "0"));
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    public PostgresSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return settings.url();
    }
}
