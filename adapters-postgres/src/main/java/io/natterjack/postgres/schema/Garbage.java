package io.natterjack.postgres.schema;

import io.natterjack.postgres.link.Failures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Drops what is not needed any more, and empties what is needed again. A table that somebody reads cannot be
/// dropped, and whoever waits for its lock holds up everybody who comes later; so we wait a moment only and try
/// again next time. What somebody's own view needs stays until that is dropped, and keeps nothing else.
public final class Garbage {
    private final Connection connection;

    /// @param connection · in autocommit
    public Garbage(Connection connection) {
        this.connection = connection;
    }

    /// Views first, because they hold on to tables; tables before what is only to be emptied.
    ///
    /// @throws SQLException if something cannot be dropped; all else is
    public void drop() throws SQLException {
        List<String[]> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT kind, quote_ident(name), name FROM nj_garbage ORDER BY kind DESC, since")) {
            while (rows.next()) {
                all.add(new String[] {rows.getString(1), rows.getString(2), rows.getString(3)});
            }
        }
        SQLException needed = null;
        for (String[] one : all) {
            try {
                drop(one[0], one[1], one[2]);
            } catch (SQLException failure) {
                needed = failure;
            }
        }
        if (needed != null) {
            throw needed;
        }
    }

    private void drop(String kind, String quoted, String name) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '100ms'");
            if (kind.equals("ROWS")) {
                empty(statement, quoted, name);
            } else {
                statement.execute("DROP " + kind + " IF EXISTS " + quoted);
            }
            forget(kind, name);
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            if (!Failures.isLocked(failure)) {
                throw failure;
            }
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// Frees the disk of a partition that has nothing but messages below the first of its stream. What was put
    /// into it meanwhile keeps the rest, until the whole partition goes.
    private static void empty(Statement statement, String quoted, String name) throws SQLException {
        int stream;
        String sql = "SELECT stream FROM nj_leaf WHERE 'nj_m_' || stream || '_' || from_seq = '" + name + "'";
        try (ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return;
            }
            stream = row.getInt(1);
        }
        statement.execute("LOCK TABLE " + quoted + " IN ACCESS EXCLUSIVE MODE");
        String live = "SELECT EXISTS (SELECT FROM " + quoted + " WHERE seq >= nj_first(" + stream + "))";
        try (ResultSet row = statement.executeQuery(live)) {
            row.next();
            if (row.getBoolean(1)) {
                return;
            }
        }
        statement.execute("TRUNCATE " + quoted);
    }

    private void forget(String kind, String name) throws SQLException {
        String sql = "DELETE FROM nj_garbage WHERE kind = ? AND name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, kind);
            statement.setString(2, name);
            statement.executeUpdate();
        }
    }
}
