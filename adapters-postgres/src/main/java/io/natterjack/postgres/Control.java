package io.natterjack.postgres;

import io.natterjack.ports.storage.StorageException;
import io.natterjack.postgres.link.Database;
import io.natterjack.postgres.link.Failures;
import io.natterjack.postgres.link.Keeper;
import java.sql.Connection;
import java.sql.SQLException;

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

    /// @param what · completes the sentence "cannot …"
    <T> T read(String what, Query<T> query) {
        try (Connection connection = database.borrow()) {
            return query.run(connection);
        } catch (SQLException failure) {
            throw failed(what, failure);
        }
    }

    /// As one transaction.
    ///
    /// @param what · completes the sentence "cannot …"
    void change(String what, Change change) {
        try (Connection connection = database.borrow()) {
            boolean done = false;
            try {
                keeper.join(connection);
                connection.setAutoCommit(false);
                change.run(connection);
                connection.commit();
                connection.setAutoCommit(true);
                keeper.leave(connection);
                done = true;
            } finally {
                if (!done) {
                    database.evict(connection);
                }
            }
        } catch (SQLException failure) {
            throw failed(what, failure);
        }
    }

    private static StorageException failed(String what, SQLException failure) {
        return new StorageException("PostgreSQL: cannot " + what + ": " + Failures.describe(failure), failure);
    }
}
