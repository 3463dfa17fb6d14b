package io.natterjack.postgres.write;

import io.natterjack.postgres.link.Database;
import io.natterjack.postgres.link.Keeper;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The one connection of a writer: made when it is needed, and kept until it fails. Confined to the writer, but for
/// [#cut].
final class KeptConnection {
    /// Roles and databases may have another default. Streams that do without say so in their transactions.
    private static final String SYNCHRONOUS = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";

    private final Database database;
    private final Keeper keeper;
    private volatile @Nullable Connection connection;

    KeptConnection(Database database, Keeper keeper) {
        this.database = database;
        this.keeper = keeper;
    }

    /// In autocommit, with the right to write.
    Connection get() throws SQLException {
        Connection now = connection;
        if (now == null) {
            now = database.borrow();
            try {
                keeper.join(now);
                Statements.run(now, SYNCHRONOUS);
            } catch (SQLException failure) {
                database.evict(now);
                throw failure;
            }
            connection = now;
        }
        return now;
    }

    /// Ends a transaction in which a statement has failed, so that it is certain that nothing of it was done.
    ///
    /// @return false if there is no connection, or it is lost
    boolean undo() {
        Connection now = connection;
        try {
            if (now != null && !now.getAutoCommit()) {
                now.rollback();
                now.setAutoCommit(true);
            }
            return now != null;
        } catch (SQLException _) {
            return false;
        }
    }

    /// Nobody knows what state it is in: the next one will be another.
    void drop() {
        cut();
        connection = null;
    }

    /// Ends it, whatever is under way. Any thread.
    void cut() {
        Connection now = connection;
        if (now != null) {
            database.evict(now);
        }
    }

    /// It is needed no more.
    void giveBack() {
        Connection now = connection;
        connection = null;
        if (now != null) {
            try {
                keeper.leave(now);
                now.close();
            } catch (SQLException _) {
                database.evict(now);
            }
        }
    }
}
