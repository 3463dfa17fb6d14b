package io.natterjack.postgres;

import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.postgres.link.Database;
import io.natterjack.postgres.link.Keeper;
import io.natterjack.postgres.settings.PostgresSettings;
import io.natterjack.postgres.tail.Tail;
import io.natterjack.postgres.write.StreamSink;
import io.natterjack.postgres.write.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What all streams of one storage share: the way to the database, the memory they may use, and what there is to
/// complain about. Any thread.
final class Space {
    /// More than this nobody reads.
    private static final int REPORTS_MAX = 100;

    private final Database database;
    private final Keeper keeper;
    private final AtomicLong pendingBytes = new AtomicLong();
    private final AtomicLong cachedBytes = new AtomicLong();
    private final AtomicLong indexBytes = new AtomicLong();
    private final List<Writer> writers = new ArrayList<>();
    private final Set<String> reports = new LinkedHashSet<>();

    Space(Database database, Keeper keeper) {
        this.database = database;
        this.keeper = keeper;
    }

    Database database() {
        return database;
    }

    List<Writer> writers() {
        return writers;
    }

    Writer writerOf(int stream) {
        return writers.get(stream % writers.size());
    }

    AtomicLong pendingBytes() {
        return pendingBytes;
    }

    Tail newTail() {
        return new Tail(cachedBytes, settings().cacheBytes());
    }

    private PostgresSettings settings() {
        return database.settings();
    }

    /// @throws StorageFullException if too much waits to be written, or there are too many messages to know them all
    void checkRoom(StreamSink sink, long bytes) {
        long known = indexBytes.get();
        if (known > settings().indexBytesMax()) {
            throw new StorageFullException("knowing all messages takes " + known + " bytes of memory, "
                    + settings().indexBytesMax() + " may (setting index_max): limit the streams, or give more memory");
        }
        long waiting = pendingBytes.get();
        if (waiting > 0 && waiting + bytes > settings().pendingBytesMax()) {
            checkShare(sink, bytes, waiting);
        }
    }

    /// Streams that somebody has locked out may have as much wait as all the others, so that these go on.
    private void checkShare(StreamSink sink, long bytes, long waiting) {
        long lockedOut = writers.stream().mapToLong(Writer::lockedOutBytes).sum();
        String locked = writerOf(sink.stream()).lockedOut(sink);
        long share = locked == null ? waiting - lockedOut : lockedOut;
        if (share > 0 && share + bytes > settings().pendingBytesMax()) {
            String why = locked == null ? problem() : locked;
            throw new StorageFullException(share + " bytes wait to be written to PostgreSQL, "
                    + settings().pendingBytesMax() + " may (setting pending_max): "
                    + (why == null ? "it is too slow for what is published" : why));
        }
    }

    /// An index has grown, or shrunk.
    void indexes(long bytes) {
        indexBytes.addAndGet(bytes);
    }

    /// Why nothing can be written; null if all is well.
    private @Nullable String problem() {
        String problem = keeper.problem();
        for (Writer writer : writers) {
            problem = problem == null ? writer.problem() : problem;
        }
        return problem;
    }

    /// Remembers something that an operator has to know until the end.
    void report(String what) {
        synchronized (reports) {
            if (reports.size() < REPORTS_MAX) {
                reports.add(what);
            }
        }
    }

    Set<String> problems() {
        Set<String> problems = new LinkedHashSet<>();
        String problem = keeper.problem();
        String doubted = database.away();
        if (problem != null) {
            problems.add(problem);
        } else if (doubted != null) {
            problems.add("PostgreSQL: " + doubted);
        }
        for (Writer writer : writers) {
            String away = writer.problem();
            if (away != null) {
                problems.add(away);
            }
            writer.addLockedOut(problems);
        }
        synchronized (reports) {
            problems.addAll(reports);
        }
        return problems;
    }
}
