package io.natterjack.postgres.schema;

/// How the tables of a stream are called.
public final class TableNames {
    private TableNames() {}

    /// The table that holds all messages of a stream.
    public static String messages(int stream) {
        return "nj_m_" + stream;
    }

    /// One partition of it.
    public static String leaf(int stream, int number) {
        return messages(stream) + "_" + number;
    }
}
