package io.natterjack.postgres;

import io.natterjack.ports.storage.StorageAwayException;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.postgres.link.Database;
import io.natterjack.postgres.link.Failures;
import io.natterjack.postgres.link.Keeper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.IntConsumer;
import org.postgresql.PGConnection;

/// Work that is done now, by the thread that asks for it: all but what concerns messages. Any thread.
final class Control {
    private final Database database;
    private final Keeper keeper;

    Control(Database database, Keeper keeper) {
        this.database = database;
        this.keeper = keeper;
    }

    /// Something to ask the database.
    @FunctionalInterface
    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /// Something to change in it.
    @FunctionalInterface
    interface Change {
        void run(Connection connection) throws SQLException;
    }

    /// Asks, and waits for as long as it takes: for what is known once and for all when the server starts.
    ///
    /// @param what · completes the sentence "cannot …"
    <T> T read(String what, Query<T> query) {
        try {
            return lent(database.borrowPatiently(), connection -> {
                T answer = query.run(connection);
                database.giveBack(connection);
                return answer;
            });
        } catch (SQLException failure) {
            throw failed(what, failure);
        }
    }

    /// Reads all that is known of something large, in one transaction, and waits as long as something comes.
    ///
    /// @param what · completes the sentence "cannot …"
    /// @throws StorageAwayException if nobody answers now
    <T> T load(String what, Query<T> query) {
        try {
            return lent(database.borrowForMuch(), connection -> {
                connection.setAutoCommit(false);
                T answer = query.run(connection);
                connection.commit();
                connection.close();
                return answer;
            });
        } catch (SQLException failure) {
            database.doubt(failure);
            throw Failures.isPassing(failure)
                    ? new StorageAwayException(text(what, failure), failure)
                    : failed(what, failure);
        }
    }

    /// Nobody gets a connection with which something has failed.
    private <T> T lent(Connection connection, Query<T> query) throws SQLException {
        boolean done = false;
        try {
            T answer = query.run(connection);
            done = true;
            return answer;
        } finally {
            if (!done) {
                database.evict(connection);
            }
        }
    }

    /// As one transaction, or not at all.
    ///
    /// @param what  · completes the sentence "cannot …"
    /// @param doubt · is told the process that serves us if nobody knows what came of it
    void change(String what, Change change, IntConsumer doubt) {
        try {
            Connection connection = database.borrowBriefly();
            boolean done = false;
            try {
                keeper.join(connection);
                connection.setAutoCommit(false);
                change.run(connection);
                commit(connection, doubt);
                done = givenBack(connection);
            } finally {
                if (!done) {
                    database.evict(connection);
                }
            }
        } catch (SQLException failure) {
            database.doubt(failure);
            throw failed(what, failure);
        }
    }

    /// What is committed is done, whatever becomes of the connection.
    private boolean givenBack(Connection connection) {
        try {
            connection.setAutoCommit(true);
            keeper.leave(connection);
            connection.close();
            return true;
        } catch (SQLException failure) {
            database.doubt(failure);
            return false;
        }
    }

    private static void commit(Connection connection, IntConsumer doubt) throws SQLException {
        int process = connection.unwrap(PGConnection.class).getBackendPID();
        try {
            connection.commit();
        } catch (SQLException failure) {
            doubt.accept(process);
            throw failure;
        }
    }

    private static StorageException failed(String what, SQLException failure) {
        return new StorageException(text(what, failure), failure);
    }

    private static String text(String what, SQLException failure) {
        return "PostgreSQL: cannot " + what + ": " + Failures.describe(failure);
    }
}
