package io.natterjack.postgres.write;

import io.natterjack.ports.observe.ServerLog;
import io.natterjack.postgres.leaf.Leaf;
import io.natterjack.postgres.leaf.LeafTables;
import io.natterjack.postgres.leaf.Leaves;
import io.natterjack.postgres.link.Backoff;
import io.natterjack.postgres.link.Database;
import io.natterjack.postgres.link.Failures;
import io.natterjack.postgres.link.Keeper;
import io.natterjack.postgres.tail.Changes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A thread that writes the changes of some streams, with one connection.
///
/// It takes whatever has come in while it was busy, from all its streams, and commits it as one transaction. So a
/// lone publisher waits for one commit and a crowd shares one. When a transaction fails, nobody can know in
/// general whether it was committed; before anything else is written, the writer looks for its traces and writes
/// it again if there are none. It goes on trying for as long as the server lives, unless the database refuses what
/// is to be written: then that stream is frozen, and the others go on. They go on, too, when somebody has locked
/// what a stream writes to: that one is put aside, and tried by itself now and then.
public final class Writer implements AutoCloseable {
    /// How often the database has to refuse before a stream is given up.
    private static final int REFUSALS_MAX = 3;

    /// In one transaction, so that it stays short even if each of them needs a partition.
    private static final int STREAMS_MAX = 64;

    private static final String LOST = "the database has lost commits that it had confirmed: it has crashed before"
            + " they were on its disk (sync_interval allows that), or a replica took over that lagged behind; restart"
            + " this server to go on with what the database has";

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long CLOSE_MILLIS = 10_000;

    private final Database database;
    private final Keeper keeper;
    private final KeptConnection connection;
    private final ServerLog log;
    private final Thread thread;
    private final RowWriter rowWriter = new RowWriter();
    private final Backoff backoff = new Backoff();
    private final WaitingSinks waiting = new WaitingSinks();
    private final LockedOut lockedOut = new LockedOut();

    /// Streams that are open.
    private final Set<StreamSink> served = ConcurrentHashMap.newKeySet();

    private volatile @Nullable String problem;
    private volatile boolean closed;
    private volatile boolean abandoned;
    private volatile boolean doubting;
    private long finishNanos;

    public Writer(Database database, Keeper keeper, ServerLog log, int number) {
        this.database = database;
        this.connection = new KeptConnection(database, keeper);
        this.keeper = keeper;
        this.log = log;
        this.thread = new Thread(this::run, "natterjack-postgres-writer-" + number);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /// From now on it is looked after the stream, until that is left. Any thread.
    public void serve(StreamSink sink) {
        served.removeIf(StreamSink::isIdle);
        served.add(sink);
    }

    /// The database was away, and may have come back without the last commits. Any thread.
    public void doubt() {
        served.forEach(StreamSink::doubt);
        doubting = true;
        LockSupport.unpark(thread);
    }

    /// Has changes written. Any thread, one at a time for each stream.
    public void submit(StreamSink sink, Changes changes) {
        if (sink.submit(changes)) {
            waiting.add(sink);
        }
    }

    /// Why nothing gets written now; null if all is well. Any thread.
    public @Nullable String problem() {
        return problem;
    }

    /// Why a stream has to wait while others are written; null if it has not. Any thread.
    public @Nullable String lockedOut(StreamSink sink) {
        return lockedOut.why(sink);
    }

    /// Adds why streams have to wait while others are written. Any thread.
    public void addLockedOut(Set<String> problems) {
        lockedOut.addTo(problems);
    }

    /// What such streams have to be written. Any thread.
    public long lockedOutBytes() {
        return lockedOut.pendingBytes();
    }

    /// Whether nothing will be written any more. Any thread.
    public boolean hasEnded() {
        return !thread.isAlive();
    }

    private void run() {
        try {
            writeAll();
        } catch (RuntimeException | Error unexpected) {
            String text = "PostgreSQL: a writer has ended, restart the server: " + unexpected;
            log.error(text);
            problem = text;
            throw unexpected;
        }
    }

    private void writeAll() {
        while (!closed || !waiting.isEmpty() || (!lockedOut.isEmpty() && !abandoned)) {
            while (doubting && !closed) {
                lookForAll();
            }
            Batch due = lockedOut.due();
            if (due != null) {
                write(due);
            }
            List<Part> parts = next();
            if (!parts.isEmpty()) {
                write(new Batch(parts, rowWriter));
            }
        }
        connection.giveBack();
    }

    /// What waits, one part for each stream: none is taken before all are known, so that a stream that is
    /// submitted again meanwhile comes with the next batch.
    private List<Part> next() {
        List<StreamSink> sinks = new ArrayList<>();
        long bytes = 0;
        waiting.await(lockedOut.idleNanos());
        StreamSink head = waiting.poll();
        while (head != null) {
            if (!lockedOut.keeps(head)) {
                sinks.add(head);
                bytes += head.waitingBytes();
            }
            head = sinks.size() < STREAMS_MAX && bytes < database.settings().batchBytesMax() ? waiting.poll() : null;
        }
        List<Part> parts = new ArrayList<>();
        for (StreamSink sink : sinks) {
            if (sink.leaves().growth().isOutgrown()) {
                close(sink);
            }
            Changes changes = sink.take();
            if (changes != null && sink.frozen() == null) {
                parts.add(new Part(sink, changes));
            } else if (changes != null) {
                sink.discard(changes);
            }
        }
        return parts;
    }

    /// Lets what comes next begin a new partition, because the newest has become large earlier than its range
    /// ends.
    private void close(StreamSink sink) {
        Leaves leaves = sink.leaves();
        Leaf newest = leaves.newest();
        long to = sink.writtenSequence() + 1;
        leaves.growth().postpone();
        if (newest == null || !newest.covers(to)) {
            return;
        }
        boolean doubtful = false;
        while (!abandoned) {
            try {
                LeafTables tables = new LeafTables(connection.get());
                if (doubtful ? tables.end(newest) == to : tables.close(newest, to, leaves.growth())) {
                    leaves.shorten(to);
                }
                return;
            } catch (SQLException failure) {
                if (!doubtful && Failures.isLocked(failure) && connection.undo()) {
                    return;
                }
                doubtful = true;
                connection.drop();
                away(failure, 0);
            }
        }
    }

    /// Looks whether what was written before the database was away is there, also for streams that nothing is
    /// written to.
    private void lookForAll() {
        doubting = false;
        for (StreamSink sink : served) {
            try {
                if (sink.isDoubted() && !sink.isIdle()) {
                    lookFor(connection.get(), sink);
                    well();
                }
            } catch (SQLException failure) {
                if (!Failures.isLocked(failure) || !connection.undo()) {
                    connection.drop();
                    away(failure, 0);
                    doubting = !closed;
                    return;
                }
            }
        }
    }

    private void lookFor(Connection now, StreamSink sink) throws SQLException {
        if (Trace.stream(sink.stream()).isThere(now) && sink.trace().isThere(now)) {
            sink.trust();
            return;
        }
        log.error("PostgreSQL: stream " + sink + " takes and shows nothing more: " + LOST);
        sink.lose(LOST);
    }

    /// What goes on writing has to stand on what was written before.
    private Batch onFirmGround(Connection now, Batch batch) throws SQLException {
        boolean there = batch.parts().stream().anyMatch(part -> part.sink().isDoubted()) && batch.isFoundWritten(now);
        for (Part part : batch.parts()) {
            if (there) {
                part.sink().trust();
            } else if (part.sink().isDoubted()) {
                lookFor(now, part.sink());
            }
        }
        return batch.sound();
    }

    private void write(Batch all) {
        Batch batch = all;
        int refusals = 0;
        while (!abandoned) {
            try {
                Connection now = connection.get();
                batch = onFirmGround(now, batch);
                batch.write(now);
                well();
                batch.parts().forEach(Part::done);
                letIn(all);
                return;
            } catch (SQLException failure) {
                if (Failures.isLocked(failure) && connection.undo()) {
                    putAside(batch, failure);
                    return;
                }
                batch.doubt();
                connection.drop();
                refusals += Failures.isBroken(failure) ? 1 : 0;
                if (keeper.replaced() || refusals >= REFUSALS_MAX) {
                    giveUp(batch, failure);
                    return;
                }
                away(failure, batch.parts().stream().mapToInt(Part::rowCount).sum());
            }
        }
    }

    /// Finds out which stream it is that cannot be written, by writing each alone.
    private void giveUp(Batch batch, SQLException failure) {
        if (batch.parts().size() > 1 && !keeper.replaced()) {
            batch.apart().forEach(this::write);
            return;
        }
        for (Part part : batch.parts()) {
            String why = Failures.describe(failure);
            log.error("PostgreSQL: stream " + part.sink() + " takes nothing more: " + why);
            part.sink().freeze(why, part.changes());
        }
        letIn(batch);
    }

    /// Somebody has locked what one of the streams writes to. Whose it is shows when each is written alone.
    private void putAside(Batch batch, SQLException failure) {
        if (batch.parts().size() > 1) {
            batch.apart().forEach(this::write);
            return;
        }
        Part part = batch.parts().getFirst();
        String why = "PostgreSQL: stream " + part.sink() + " waits, the others go on: " + Failures.describe(failure);
        if (lockedOut.add(part.sink(), batch.apart().getFirst(), why)) {
            log.error(why + "; trying again, " + part.rowCount() + " messages and what follows wait in memory");
        }
    }

    /// What was put aside goes with the others again.
    private void letIn(Batch batch) {
        if (lockedOut.isEmpty()) {
            return;
        }
        for (Part part : batch.parts()) {
            StreamSink sink = part.sink();
            if (lockedOut.why(sink) != null) {
                if (lockedOut.remove(sink)) {
                    waiting.add(sink);
                }
                if (sink.frozen() == null) {
                    log.info("PostgreSQL: stream " + sink + " is written again");
                }
            }
        }
    }

    private void away(SQLException failure, int messages) {
        String text = "PostgreSQL: cannot write: " + Failures.describe(failure);
        if (!text.equals(problem)) {
            problem = text;
            log.error(text + "; trying again, " + messages + " messages and what follows wait in memory");
        }
        LockSupport.parkNanos(backoff.nextMillis() * NANOS_PER_MILLI);
    }

    private void well() {
        backoff.reset();
        if (problem != null) {
            problem = null;
            log.info("PostgreSQL: writing again");
        }
    }

    /// Stops at once, whatever is under way.
    public void halt() {
        closed = true;
        abandoned = true;
        connection.cut();
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nothing more comes: it ends when everything that was submitted is written.
    public void finish() {
        finishNanos = System.nanoTime();
        closed = true;
        LockSupport.unpark(thread);
    }

    /// Waits until all is written; gives up a while after [#finish] if the database is away.
    @Override
    public void close() {
        if (!closed) {
            finish();
        }
        long spentMillis = (System.nanoTime() - finishNanos) / NANOS_PER_MILLI;
        try {
            thread.join(Math.max(1, CLOSE_MILLIS - spentMillis));
            abandoned = true;
            LockSupport.unpark(thread);
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException _) {
            abandoned = true;
            Thread.currentThread().interrupt();
        }
    }
}
