package io.natterjack.postgres.schema;

import io.natterjack.postgres.link.Failures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Drops what is not needed any more. A table that somebody reads cannot be dropped, and whoever waits for its lock
/// holds up everybody who comes later; so we wait a moment only and try again next time. What somebody's own view
/// needs stays until that is dropped, and keeps nothing else.
public final class Garbage {
    private final Connection connection;

    /// @param connection · in autocommit
    public Garbage(Connection connection) {
        this.connection = connection;
    }

    /// Views first, because they hold on to tables.
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
            statement.execute("DROP " + kind + " IF EXISTS " + quoted);
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

    private void forget(String kind, String name) throws SQLException {
        String sql = "DELETE FROM nj_garbage WHERE kind = ? AND name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, kind);
            statement.setString(2, name);
            statement.executeUpdate();
        }
    }
}
