package io.natterjack.postgres.schema;

/// How the tables of a stream are called.
public final class TableNames {
    private TableNames() {}

    /// The table that holds all messages of a stream.
    public static String messages(int stream) {
        return "nj_m_" + stream;
    }

    /// One partition of it. Sequences are not used twice, and so no name is.
    public static String leaf(int stream, long firstSequence) {
        return messages(stream) + "_" + firstSequence;
    }
}
