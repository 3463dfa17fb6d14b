package io.natterjack.postgres.link;

import io.natterjack.ports.storage.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Keeps a second server out of a schema, with two locks that end with their connections.
///
/// The first is held by one connection of the server. The second is shared by the connections that write, and taken
/// for a moment by whoever has just got the first: so a new server waits until the last connection of the old one
/// that could still write is gone, and a connection that finds the first lock in the hands of its own server may
/// write as long as it lives.
///
/// Confined to the keeper, but for [#join].
final class ServerLock {
    private static final int SERVER = 0x4E4A0001;
    private static final int WRITERS = 0x4E4A0002;
    private static final int SILENCE_MILLIS = 5_000;
    private static final String HELD_BY = " FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = ?::oid"
            + " AND objid = ?::oid AND objsubid = 2"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private final Database database;
    private final int schema;
    private @Nullable Connection connection;

    /// Processes that serve connections of this server which may write, and some that did.
    private final Set<Integer> writers = ConcurrentHashMap.newKeySet();

    /// Process that serves [#connection]; 0 if there is none.
    private volatile int holder;

    /// Process that served the connection before.
    private int former;

    ServerLock(Database database) {
        this.database = database;
        this.schema = database.settings().schema().hashCode() & Integer.MAX_VALUE;
    }

    /// Takes both locks, and gives the second one back. Nobody can write before [#admit].
    ///
    /// @throws StorageException if another server has them
    Connection take() throws SQLException {
        release();
        Connection fresh = database.single();
        try {
            int usual = fresh.getNetworkTimeout();
            fresh.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
            int pid = number(fresh, "SELECT pg_backend_pid()");
            if (!tryLock(fresh, "pg_try_advisory_lock", SERVER)) {
                refuse(fresh);
            }
            if (tryLock(fresh, "pg_try_advisory_lock", WRITERS)) {
                tryLock(fresh, "pg_advisory_unlock", WRITERS);
            } else if (!onlyOurs(fresh)) {
                throw new StorageException("Connections of a server that had schema "
                        + database.settings().schema() + " before are still open: waiting for them to end");
            }
            fresh.setNetworkTimeout(Runnable::run, usual);
            connection = fresh;
            former = pid;
            return fresh;
        } catch (SQLException | StorageException failure) {
            fresh.close();
            throw failure;
        }
    }

    /// Lets connections write, as it is certain now that nobody else has been here since this server did last.
    void admit() {
        holder = former;
    }

    /// Whether nobody can write but connections of this server that live on: nobody else can have been here meanwhile.
    private boolean onlyOurs(Connection fresh) throws SQLException {
        String sql = "SELECT coalesce(bool_and(pid = ANY (?)), false)" + HELD_BY;
        try (PreparedStatement statement = fresh.prepareStatement(sql)) {
            statement.setArray(1, fresh.createArrayOf("int4", writers.toArray()));
            statement.setLong(2, WRITERS);
            statement.setLong(3, schema);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private void refuse(Connection fresh) throws SQLException {
        String sql = "SELECT l.pid, coalesce(a.application_name, ''), coalesce(host(a.client_addr), 'this machine')"
                + " FROM (SELECT pid" + HELD_BY + ") l LEFT JOIN pg_stat_activity a ON a.pid = l.pid";
        try (PreparedStatement statement = fresh.prepareStatement(sql)) {
            statement.setLong(1, SERVER);
            statement.setLong(2, schema);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new StorageException("Schema is being let go of by another server");
                }
                int pid = rows.getInt(1);
                if (pid == former) {
                    number(fresh, "SELECT pg_terminate_backend(" + pid + ")::int");
                    throw new StorageException("Our former connection is still there: waiting for it to end");
                }
                throw new StorageException("Schema " + database.settings().schema() + " is in use by another server ('"
                        + rows.getString(2) + "' from " + rows.getString(3) + ", process " + pid
                        + "): stop that server, or choose another schema; if its host is gone, PostgreSQL needs up to "
                        + database.settings().deadAfterSeconds()
                        + " seconds to find out (setting keepalive_timeout of that server)");
            }
        }
    }

    private boolean tryLock(Connection on, String function, int lock) throws SQLException {
        try (PreparedStatement statement = on.prepareStatement("SELECT " + function + "(?, ?)")) {
            statement.setInt(1, lock);
            statement.setInt(2, schema);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private static int number(Connection on, String sql) throws SQLException {
        try (PreparedStatement statement = on.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /// Whether the lock is still ours.
    boolean held() {
        Connection now = connection;
        try {
            return now != null && now.isValid(2);
        } catch (SQLException _) {
            return false;
        }
    }

    /// Whether a connection may write from now on. Any thread.
    boolean join(Connection writer) throws SQLException {
        writers.add(process(writer));
        try (PreparedStatement statement = writer.prepareStatement("SELECT pg_advisory_lock_shared(?, ?)")) {
            statement.setInt(1, WRITERS);
            statement.setInt(2, schema);
            statement.execute();
        }
        try (PreparedStatement statement = writer.prepareStatement("SELECT count(*)" + HELD_BY + " AND pid = ?")) {
            statement.setLong(1, SERVER);
            statement.setLong(2, schema);
            statement.setInt(3, holder);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1) > 0;
            }
        }
    }

    /// Ends the right to write that [#join] gave.
    void leave(Connection writer) throws SQLException {
        tryLock(writer, "pg_advisory_unlock_shared", WRITERS);
        writers.remove(process(writer));
    }

    private static int process(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    void release() {
        Connection now = connection;
        connection = null;
        holder = 0;
        if (now != null) {
            try {
                now.close();
            } catch (SQLException _) {
                // It was lost already, and the lock with it.
            }
        }
    }
}
