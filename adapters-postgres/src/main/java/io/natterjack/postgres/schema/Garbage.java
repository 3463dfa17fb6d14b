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
/// holds up everybody who comes later; so we wait a moment only and try again next time.
public final class Garbage {
    private final Connection connection;

    /// @param connection · in autocommit
    public Garbage(Connection connection) {
        this.connection = connection;
    }

    /// Views first, because they hold on to tables.
    ///
    /// @return whether everything is gone
    public boolean drop() throws SQLException {
        List<String[]> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT kind, quote_ident(name), name FROM nj_garbage ORDER BY kind DESC, since")) {
            while (rows.next()) {
                all.add(new String[] {rows.getString(1), rows.getString(2), rows.getString(3)});
            }
        }
        boolean gone = true;
        for (String[] one : all) {
            gone &= drop(one[0], one[1], one[2]);
        }
        return gone;
    }

    private boolean drop(String kind, String quoted, String name) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '100ms'");
            statement.execute("DROP " + kind + " IF EXISTS " + quoted);
            forget(kind, name);
            connection.commit();
            return true;
        } catch (SQLException failure) {
            connection.rollback();
            if (Failures.isLocked(failure)) {
                return false;
            }
            throw failure;
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
