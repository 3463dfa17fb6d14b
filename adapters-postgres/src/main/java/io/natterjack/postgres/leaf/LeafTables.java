package io.natterjack.postgres.leaf;

import io.natterjack.postgres.schema.TableNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What is said to the database about partitions. Confined to a writer, as its connection is.
public final class LeafTables {
    /// Readers of the stream's view wait behind us meanwhile.
    private static final String HURRY = "SET LOCAL lock_timeout = '50ms'";

    private final Connection connection;

    public LeafTables(Connection connection) {
        this.connection = connection;
    }

    /// A partition that is made apart and attached later does not wait for those who read the others.
    public void make(Leaf leaf) throws SQLException {
        run("CREATE TABLE " + leaf.table() + " (LIKE " + TableNames.messages(leaf.stream())
                + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING INDEXES)");
        attach(leaf);
        run("INSERT INTO nj_leaf VALUES (" + leaf.stream() + ", " + leaf.from() + ", " + leaf.to() + ")");
    }

    private void attach(Leaf leaf) throws SQLException {
        run("ALTER TABLE " + TableNames.messages(leaf.stream()) + " ATTACH PARTITION " + leaf.table()
                + " FOR VALUES FROM (" + leaf.from() + ") TO (" + leaf.to() + ")");
    }

    /// Forgets a partition, in the caller's transaction. Its table is dropped in an idle moment.
    public void forget(Leaf leaf) throws SQLException {
        discard("TABLE", leaf);
        run("DELETE FROM nj_leaf WHERE stream = " + leaf.stream() + " AND from_seq = " + leaf.from());
    }

    /// Has the disk freed that a partition uses whose messages are all gone, if that is still so in an idle
    /// moment.
    public void free(Leaf leaf) throws SQLException {
        discard("ROWS", leaf);
    }

    private void discard(String kind, Leaf leaf) throws SQLException {
        run("INSERT INTO nj_garbage (kind, name) VALUES ('" + kind + "', '" + leaf.table()
                + "') ON CONFLICT DO NOTHING");
    }

    /// Takes away the part of a range that has not been used yet, if the table is as large as it was meant to be.
    /// To do so it is detached and attached again, in a transaction of its own: for that moment, some ten
    /// milliseconds, nobody can read the stream's view, and if somebody does so now it fails instead of waiting.
    ///
    /// @param to · the first sequence that it will not take; above all that are in it
    /// @return whether it was done
    /// @throws SQLException in the middle of it; nobody may know what came of it
    public boolean close(Leaf leaf, long to, Growth growth) throws SQLException {
        connection.setAutoCommit(false);
        run(HURRY);
        boolean large = growth.measured(number("SELECT pg_table_size('" + leaf.table() + "')"));
        if (large) {
            String parent = TableNames.messages(leaf.stream());
            run("ALTER TABLE " + parent + " DETACH PARTITION " + leaf.table());
            attach(leaf.until(to));
            run("UPDATE nj_leaf SET to_seq = " + to + " WHERE stream = " + leaf.stream() + " AND from_seq = "
                    + leaf.from());
        }
        connection.commit();
        connection.setAutoCommit(true);
        return large;
    }

    /// What a partition takes, according to the database. Waits for transactions that may still change it.
    ///
    /// @return the first sequence that it does not take; 0 if it is not there
    public long end(Leaf leaf) throws SQLException {
        return number("WITH here AS (SELECT to_seq FROM nj_leaf WHERE stream = " + leaf.stream() + " AND from_seq = "
                + leaf.from() + " FOR UPDATE) SELECT coalesce(max(to_seq), 0) FROM here");
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
