package io.natterjack.postgres.link;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.postgres.settings.PostgresSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// Connections to one database. Those for reading and for changes of the schema are borrowed from a pool; a writer
/// keeps the one it has borrowed; the one that holds the lock of the schema stands by itself.
///
/// Any thread.
public final class Database implements AutoCloseable {
    /// An owner of streams waits this long at most, and holds up its streams meanwhile.
    private static final long BORROW_MILLIS = 3_000;

    private static final int READ_MILLIS = 10_000;

    private final PostgresSettings settings;
    private final String applicationName;
    private final HikariDataSource pool;
    private final ServerLog log;
    private final AtomicBoolean exhausted = new AtomicBoolean();
    private volatile @Nullable String away;

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
        config.setInitializationFailTimeout(-1);
        config.setMaxLifetime(0);
        return config;
    }

    /// A connection of the pool, in autocommit; closing it gives it back. While the database is known to be away it
    /// fails at once: an owner of streams has others to look after.
    public Connection borrow() throws SQLException {
        String why = away;
        if (why != null) {
            throw new SQLException(why, "08006");
        }
        try {
            Connection connection = pool.getConnection();
            if (exhausted.get() && exhausted.compareAndSet(true, false)) {
                log.info("PostgreSQL: connections are free again");
            }
            return connection;
        } catch (SQLTransientConnectionException failure) {
            throw failure.getCause() == null ? exhausted(failure) : failure;
        } catch (PoolInitializationException failure) {
            throw new SQLException(failure.getMessage(), "08001", failure);
        }
    }

    private SQLException exhausted(SQLException failure) {
        String why = "all " + settings.poolSize() + " connections are busy: raise pool_size";
        if (!exhausted.getAndSet(true)) {
            log.error("PostgreSQL: " + why);
        }
        return new SQLException(why, "53000", failure);
    }

    /// A connection for an owner of streams, which does not wait for an answer as long as a writer would.
    public Connection borrowToRead() throws SQLException {
        Connection connection = borrow();
        connection.setNetworkTimeout(Runnable::run, READ_MILLIS);
        return connection;
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
        return connection;
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
