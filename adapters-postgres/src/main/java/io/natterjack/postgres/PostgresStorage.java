package io.natterjack.postgres;

import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.postgres.link.Database;
import io.natterjack.postgres.link.Keeper;
import io.natterjack.postgres.outbox.OutboxPoller;
import io.natterjack.postgres.read.LoadedStream;
import io.natterjack.postgres.schema.StreamTables;
import io.natterjack.postgres.write.StreamSink;
import io.natterjack.postgres.write.Writer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// Streams in one schema of a database.
final class PostgresStorage implements Storage {
    private final Database database;
    private final Keeper keeper;
    private final Space space;
    private final OutboxPoller outboxes;
    private final Remains remains;
    private final Reversals reversals;
    private final Control control;

    /// Streams that are open, or closed and not yet written.
    private final Map<StreamKey, StreamSink> busy = new ConcurrentHashMap<>();

    private volatile boolean closed;

    PostgresStorage(
            Database database,
            Keeper keeper,
            Space space,
            OutboxPoller outboxes,
            Remains remains,
            Reversals reversals) {
        this.database = database;
        this.keeper = keeper;
        this.space = space;
        this.outboxes = outboxes;
        this.remains = remains;
        this.reversals = reversals;
        this.control = new Control(database, keeper);
    }

    OutboxPoller outboxes() {
        return outboxes;
    }

    @Override
    public List<StreamKey> streams() {
        return control.read("list streams", connection -> {
            List<StreamKey> keys = new ArrayList<>();
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT account, name FROM nj_stream ORDER BY id");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(new StreamKey(rows.getString(1), rows.getString(2)));
                }
            }
            return keys;
        });
    }

    @Override
    public byte[] definition(StreamKey key) {
        return control.read("describe stream " + key, connection -> {
            String sql = "SELECT definition FROM nj_stream WHERE account = ? AND name = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, key.account());
                statement.setString(2, key.stream());
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new StorageException("There is no stream " + key);
                    }
                    return row.getBytes(1);
                }
            }
        });
    }

    @Override
    public StoredStream create(StreamKey key, StreamOptions options, byte[] definition, StorageListener listener) {
        checkOpen();
        if (remains.contains(key)) {
            throw new StorageException("Stream " + key + " was deleted, or its creation cut off, while PostgreSQL was"
                    + " away; what is left of it is being deleted, so try again in a moment");
        }
        int[] number = {0};
        control.change(
                "create stream " + key,
                connection -> number[0] = insert(connection, key, options, definition),
                process -> remains.add(key, process));
        return hosted(key, LoadedStream.fresh(number[0], options, definition), listener);
    }

    private static int insert(Connection connection, StreamKey key, StreamOptions options, byte[] definition)
            throws SQLException {
        String sql = "INSERT INTO nj_stream (account, name, durability, compressed, first_seq, definition)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.account());
            statement.setString(2, key.stream());
            statement.setString(3, options.durability().name());
            statement.setBoolean(4, options.compressed());
            statement.setLong(5, options.firstSequence());
            statement.setBytes(6, definition);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new StorageException("There is a stream " + key + " already");
                }
                int number = row.getInt(1);
                new StreamTables(connection).create(number, key, options.compressed());
                return number;
            }
        }
    }

    @Override
    public StoredStream open(StreamKey key, Durability durability, StorageListener listener) {
        checkOpen();
        checkIdle(key);
        checkSettled(key);
        return hosted(
                key,
                control.load("open stream " + key, connection -> LoadedStream.load(connection, key, durability)),
                listener);
    }

    private StoredStream hosted(StreamKey key, LoadedStream loaded, StorageListener listener) {
        StreamSink sink = new StreamSink(
                loaded.number(),
                key,
                loaded.leaves(),
                loaded.options().durability(),
                listener,
                space.pendingBytes(),
                loaded.version(),
                loaded.replaced(),
                loaded.trace());
        sink.foundWritten(loaded.lastSequence());
        busy.put(key, sink);
        Writer writer = space.writerOf(loaded.number());
        writer.serve(sink);
        return new PostgresStream(this, new Contents(space, sink, writer, loaded), loaded.definition());
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The storage is closed");
        }
    }

    private void checkIdle(StreamKey key) {
        StreamSink sink = busy.get(key);
        if (sink != null && !sink.isIdle()) {
            throw new StorageException("Stream " + key + " is open, or still being written");
        }
    }

    /// @param upTo · its last commit
    void closed(StreamSink sink, long upTo) {
        sink.leave(upTo);
        if (sink.isIdle()) {
            busy.remove(sink.key(), sink);
        }
    }

    /// A change that has failed is none, even if it was cut off in its commit.
    void redefine(StreamSink sink, StreamOptions options, byte[] definition) {
        checkSettled(sink.key());
        AtomicReference<Reversals.Row> former = new AtomicReference<>();
        control.change(
                "redefine stream " + sink.key(),
                connection -> {
                    former.set(Reversals.Row.read(connection, sink.stream()));
                    Reversals.Row.of(sink.stream(), options, definition).write(connection);
                },
                process -> reversals.add(sink.key(), process, former.get()));
    }

    private void checkSettled(StreamKey key) {
        if (reversals.contains(key)) {
            throw new StorageException("A change of stream " + key + " was cut off while PostgreSQL was away;"
                    + " what may be left of it is being undone, so try again in a moment");
        }
    }

    /// A stream that cannot be deleted now is deleted later, unless the server ends before.
    @Override
    public void delete(StreamKey key) {
        StreamSink sink = busy.get(key);
        if (sink != null && !sink.isLeft()) {
            throw new StorageException("Stream " + key + " is open");
        }
        if (sink != null && !sink.isIdle()) {
            remains.add(key, sink);
            throw new StorageException("Stream " + key + " is deleted as soon as PostgreSQL has written what waits");
        }
        busy.remove(key);
        try {
            control.change(
                    "delete stream " + key,
                    connection -> new StreamTables(connection).delete(key),
                    process -> remains.add(key, process));
        } catch (StorageException failure) {
            remains.add(key, null);
            throw new StorageException(failure.getMessage() + "; it is tried again until the server ends", failure);
        }
    }

    @Override
    public List<String> problems() {
        Set<String> problems = space.problems();
        String unread = outboxes.problem();
        if (unread != null) {
            problems.add(unread);
        }
        for (StreamSink sink : busy.values()) {
            String frozen = sink.frozen();
            if (frozen != null && !sink.isLeft()) {
                problems.add(frozen);
            }
        }
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            outboxes.close();
            space.writers().forEach(Writer::finish);
            space.writers().forEach(Writer::close);
            keeper.close();
            database.close();
        }
    }

    /// Ends as the process would end if it was killed: what is under way is cut off, and nobody is told.
    void halt() {
        closed = true;
        outboxes.close();
        space.writers().forEach(Writer::halt);
        keeper.close();
        database.close();
    }
}
