package io.natterjack.postgres.outbox;

import io.natterjack.ports.observe.ServerLog;
import io.natterjack.postgres.link.Backoff;
import io.natterjack.postgres.link.Database;
import io.natterjack.postgres.link.Failures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A thread that looks what applications have left, and hands it to the streams it is for.
///
/// It asks for a stream's rows only when the owner has taken all that came before, and when the transaction that took
/// them out of the table is through: so a row is never handed over twice, and nothing has to be remembered about those
/// that were.
///
/// What is fetched at a time is bounded by its size, together with what streams have not taken yet: one that takes
/// nothing keeps no other from getting its messages, one by one if need be.
public final class OutboxPoller implements AutoCloseable {
    private static final long POLL_NANOS = 100_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long CLOSE_MILLIS = 1_000;
    private static final int ROWS_MAX = 500;
    private static final long HELD_BYTES_MAX = 16 << 20;

    /// Lengths are known without fetching what is long.
    private static final String ROWS = "SELECT stream, id, subject, header_length, size,"
            + " CASE WHEN size <= ? THEN coalesce(headers, '') || payload END FROM"
            + " (SELECT *, sum(size) OVER (ORDER BY id) - size AS before FROM"
            + " (SELECT *, coalesce(octet_length(headers), 0) AS header_length,"
            + " octet_length(payload)::bigint + coalesce(octet_length(headers), 0) AS size"
            + " FROM nj_outbox WHERE stream = ANY (?) ORDER BY id LIMIT " + ROWS_MAX + ") AS waiting) AS summed"
            + " WHERE before < ? ORDER BY id";

    private final Database database;
    private final ServerLog log;
    private final Thread thread;
    private final Map<Integer, Waiting> outboxes = new ConcurrentHashMap<>();
    private final Backoff backoff = new Backoff();
    private volatile boolean closed;
    private volatile @Nullable String problem;

    /// A stream's outbox, and how to find out that all that was taken from it is gone from the table.
    private record Waiting(StreamOutbox outbox, Settled settled) {}

    /// Tells whether everything that was taken out is gone from the table. Any thread.
    @FunctionalInterface
    public interface Settled {
        boolean isSettled();
    }

    public OutboxPoller(Database database, ServerLog log) {
        this.database = database;
        this.log = log;
        this.thread = new Thread(this::run, "natterjack-postgres-outbox");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /// Looks for this stream too. Any thread.
    public void add(StreamOutbox outbox, Settled settled) {
        outboxes.put(outbox.stream(), new Waiting(outbox, settled));
    }

    /// Any thread.
    public void remove(StreamOutbox outbox) {
        outboxes.remove(outbox.stream());
    }

    private void run() {
        while (!closed) {
            long pause = POLL_NANOS;
            Map<Integer, StreamOutbox> asked = ready();
            if (!asked.isEmpty()) {
                try {
                    pause = fetch(asked) ? 0 : POLL_NANOS;
                    backoff.reset();
                    tell(null);
                } catch (SQLException failure) {
                    pause = backoff.nextMillis() * NANOS_PER_MILLI;
                    if (!Failures.isLost(failure)) {
                        tell("PostgreSQL: what applications have left cannot be read from table nj_outbox: "
                                + Failures.describe(failure));
                    }
                }
            }
            if (pause > 0) {
                LockSupport.parkNanos(pause);
            }
        }
    }

    /// That the database is away others say.
    private void tell(@Nullable String what) {
        String before = problem;
        problem = what;
        if (what == null && before != null) {
            log.info("PostgreSQL: table nj_outbox is read again");
        } else if (what != null && !what.equals(before) && !closed) {
            log.error(what);
        }
    }

    /// Why nothing is fetched; null if all is well, as far as is known. Any thread.
    public @Nullable String problem() {
        return problem;
    }

    private Map<Integer, StreamOutbox> ready() {
        Map<Integer, StreamOutbox> ready = new HashMap<>();
        outboxes.forEach((stream, waiting) -> {
            if (waiting.outbox.wantsMore() && waiting.settled.isSettled()) {
                ready.put(stream, waiting.outbox);
            }
        });
        return ready;
    }

    /// @return whether there may be more at once
    private boolean fetch(Map<Integer, StreamOutbox> asked) throws SQLException {
        Map<Integer, StreamOutbox> touched = new HashMap<>();
        int count = 0;
        try (Connection connection = database.borrowBriefly();
                PreparedStatement statement = connection.prepareStatement(ROWS)) {
            statement.setInt(1, payloadMax(asked));
            statement.setArray(
                    2, connection.createArrayOf("int4", asked.keySet().toArray()));
            statement.setLong(3, room());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    StreamOutbox outbox = asked.get(rows.getInt(1));
                    if (outbox != null) {
                        outbox.put(rows);
                        touched.put(outbox.stream(), outbox);
                        count++;
                    }
                }
            }
        } finally {
            touched.values().forEach(StreamOutbox::tell);
        }
        return count > 0;
    }

    private static int payloadMax(Map<Integer, StreamOutbox> asked) {
        return asked.values().stream().mapToInt(StreamOutbox::payloadMax).max().orElse(0);
    }

    /// Bytes that may be fetched. The first message is, whatever its length.
    private long room() {
        long held = outboxes.values().stream()
                .mapToLong(waiting -> waiting.outbox.heldBytes())
                .sum();
        return Math.max(1, HELD_BYTES_MAX - held);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
