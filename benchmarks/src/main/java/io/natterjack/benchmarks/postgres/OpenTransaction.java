package io.natterjack.benchmarks.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// Somebody who has read and written, and does not end.
final class OpenTransaction implements AutoCloseable {
    private final Connection connection;

    OpenTransaction(String url) throws SQLException {
        connection = DriverManager.getConnection(url, "postgres", "postgres");
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS open_forever (id int)");
            statement.execute("SELECT count(*) FROM natterjack.streams");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
