package io.natterjack.postgres.read;

import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredSize;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.SubjectFilter;
import io.natterjack.postgres.index.SequenceIndex;
import io.natterjack.postgres.leaf.Leaf;
import io.natterjack.postgres.leaf.Leaves;
import io.natterjack.postgres.write.Replaced;
import io.natterjack.postgres.write.Trace;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// All that a stream has in memory, as it was when it was opened: everything but the content of its messages.
/// Confined.
public final class LoadedStream {
    private static final int COPY_HEADER_BYTES = 19;

    private final SequenceIndex index = new SequenceIndex();
    private final Map<String, byte[]> definitions = new HashMap<>();
    private final Map<String, byte[]> states = new HashMap<>();
    private final Replaced replaced = new Replaced();
    private final int number;
    private final StreamOptions options;
    private final byte[] definition;
    private final Leaves leaves;
    private final long version;
    private final Trace trace;
    private String latestConsumer = "";
    private long firstSequence;
    private long lastSequence;
    private long lastTime;

    private LoadedStream(Connection connection, ResultSet row, Durability durability) throws SQLException {
        number = row.getInt(1);
        options = new StreamOptions(durability, row.getBoolean(2), row.getLong(3));
        definition = row.getBytes(4);
        lastSequence = options.firstSequence() - 1;
        long markVersion = loadMark(connection);
        leaves = loadMessages(connection);
        long stateVersion = loadConsumers(connection);
        version = Math.max(markVersion, stateVersion);
        trace = trace(markVersion, stateVersion);
    }

    private LoadedStream(int number, StreamOptions options, byte[] definition) {
        this.number = number;
        this.options = options;
        this.definition = definition.clone();
        this.lastSequence = options.firstSequence() - 1;
        this.leaves = new Leaves(List.of());
        this.version = 0;
        this.trace = Trace.stream(number);
    }

    /// One that was made just now.
    public static LoadedStream fresh(int number, StreamOptions options, byte[] definition) {
        return new LoadedStream(number, options, definition);
    }

    /// Reads it. Rows come in the order in which they are stored, so that there is never a long silence while they
    /// are sorted.
    ///
    /// @param connection · in a transaction of its own; of no use any more if this fails
    /// @throws StorageException if there is no such stream
    public static LoadedStream load(Connection connection, StreamKey key, Durability durability) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL enable_sort = off");
        }
        String sql = "SELECT id, compressed, first_seq, definition FROM nj_stream" + " WHERE account = ? AND name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.account());
            statement.setString(2, key.stream());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new StorageException("There is no stream " + key);
                }
                return new LoadedStream(connection, row, durability);
            }
        }
    }

    /// Names its tables.
    public int number() {
        return number;
    }

    public StreamOptions options() {
        return options;
    }

    public byte[] definition() {
        return definition;
    }

    public SequenceIndex index() {
        return index;
    }

    /// Highest sequence that was ever used.
    public long lastSequence() {
        return lastSequence;
    }

    /// Time of the last message ever; 0 if there was none.
    public long lastTimeNanos() {
        return lastTime;
    }

    public Leaves leaves() {
        return leaves;
    }

    /// Highest of the rows of marks and states.
    public long version() {
        return version;
    }

    /// Of the last commit that was found.
    public Trace trace() {
        return trace;
    }

    /// Rows of marks and states that do not count any more.
    public Replaced replaced() {
        return replaced;
    }

    /// Of consumers, by name.
    public Map<String, byte[]> definitions() {
        return definitions;
    }

    /// Of those consumers that have one.
    public Map<String, byte[]> states() {
        return states;
    }

    private Trace trace(long markVersion, long stateVersion) {
        long row = index.messages() == 0 ? 0 : index.previous(SubjectFilter.ALL, Long.MAX_VALUE - 1);
        long nanos = row == 0 ? 0 : index.timeOf(row);
        return Trace.found(number, leaves.of(row), row, nanos, markVersion, latestConsumer, stateVersion);
    }

    private long loadMark(Connection connection) throws SQLException {
        String sql = "SELECT version, first_seq, last_seq, last_time FROM nj_mark WHERE stream = ?"
                + " ORDER BY version DESC";
        long latest = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, number);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    replaced.mark(row.getLong(1));
                    if (latest == 0) {
                        latest = row.getLong(1);
                        firstSequence = row.getLong(2);
                        lastSequence = Math.max(lastSequence, row.getLong(3));
                        lastTime = row.getLong(4);
                    }
                }
            }
        }
        return latest;
    }

    private Leaves loadMessages(Connection connection) throws SQLException {
        List<Leaf> leaves = new ArrayList<>();
        String sql = "SELECT from_seq, to_seq FROM nj_leaf WHERE stream = ? ORDER BY from_seq";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, number);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    leaves.add(new Leaf(number, rows.getLong(1), rows.getLong(2)));
                }
            }
        }
        long before = 0;
        for (Leaf leaf : leaves) {
            before = index.messages();
            loadLeaf(connection, leaf);
        }
        Leaves loaded = new Leaves(leaves);
        Leaf newest = loaded.newest();
        if (newest != null) {
            loaded.growth().found(index.messages() - before, sizeBytes(connection, newest));
        }
        return loaded;
    }

    private static long sizeBytes(Connection connection, Leaf leaf) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_table_size('" + leaf.table() + "')")) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Locks that were taken after a savepoint are given back with it, so that a stream of many partitions needs
    /// no more of them than one of few.
    private void loadLeaf(Connection connection, Leaf leaf) throws SQLException {
        Savepoint before = connection.setSavepoint();
        copyLeaf(connection, leaf);
        connection.rollback(before);
    }

    private void copyLeaf(Connection connection, Leaf leaf) throws SQLException {
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (SELECT seq, time, flags, subject, coalesce(octet_length(headers), 0),"
                        + " octet_length(payload) FROM " + leaf.table() + " WHERE seq >= " + firstSequence
                        + " ORDER BY seq) TO STDOUT (FORMAT binary)");
        boolean started = false;
        byte[] data = copy.readFromCopy();
        while (data != null) {
            int at = started ? 0 : COPY_HEADER_BYTES;
            started = true;
            ByteBuffer row = ByteBuffer.wrap(data, at, data.length - at);
            if (row.remaining() > 2 && row.getShort() > 0) {
                add(row, data);
            }
            data = copy.readFromCopy();
        }
    }

    private void add(ByteBuffer row, byte[] data) {
        row.getInt();
        long sequence = row.getLong();
        row.getInt();
        long time = row.getLong();
        row.getInt();
        int flags = row.getShort();
        int subjectLength = row.getInt();
        int subjectFrom = row.position();
        row.position(subjectFrom + subjectLength);
        row.getInt();
        int headers = row.getInt();
        row.getInt();
        int body = row.getInt();
        boolean marked = (flags & StoredMessage.MARKED) != 0;
        long size = StoredSize.durable(subjectLength, headers, headers + body);
        index.add(sequence, time, marked, data, subjectFrom, subjectFrom + subjectLength, size);
        if (sequence > lastSequence) {
            lastSequence = sequence;
            lastTime = time;
        }
    }

    private long loadConsumers(Connection connection) throws SQLException {
        String sql = "SELECT name, definition, state FROM nj_consumer LEFT JOIN"
                + " (SELECT DISTINCT ON (consumer) consumer, state FROM nj_consumer_state WHERE stream = ?"
                + " ORDER BY consumer, version DESC) AS latest ON consumer = name WHERE stream = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, number);
            statement.setInt(2, number);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    definitions.put(rows.getString(1), rows.getBytes(2));
                    byte[] state = rows.getBytes(3);
                    if (state != null) {
                        states.put(rows.getString(1), state);
                    }
                }
            }
        }
        return loadVersions(connection);
    }

    private long loadVersions(Connection connection) throws SQLException {
        long highest = 0;
        String sql = "SELECT consumer, version FROM nj_consumer_state WHERE stream = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, number);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    replaced.state(rows.getString(1), rows.getLong(2));
                    if (rows.getLong(2) > highest) {
                        highest = rows.getLong(2);
                        latestConsumer = rows.getString(1);
                    }
                }
            }
        }
        return highest;
    }
}
