package io.natterjack.postgres.write;

import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.postgres.leaf.Leaves;
import io.natterjack.postgres.tail.Changes;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Where a stream's owner and its writer meet: changes go in on one side, joined until the writer has time for
/// them, and on the other side it is told what has become safe.
public final class StreamSink {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final int stream;
    private final StreamKey key;
    private final Leaves leaves;
    private final StorageListener listener;
    private final AtomicLong allPendingBytes;
    private final AtomicLong pendingBytes = new AtomicLong();
    private volatile Durability durability;
    private volatile long durable;
    private volatile long writtenTicket;
    private volatile long writtenSequence;
    private volatile @Nullable String frozen;
    private volatile boolean doubted;
    private volatile @Nullable String lost;

    /// The last commit of a stream that was closed; below 0 if it is open.
    private volatile long leftAt = -1;

    /// Guarded by this, as the next one.
    private @Nullable Changes waiting;

    private boolean queued;

    /// The writer's. Orders the rows of marks and states.
    private long version;

    private final Replaced replaced;

    /// Of what was written last.
    private Trace trace;

    /// @param allPendingBytes · of all streams together, what waits to be written
    /// @param version         · the highest that is in the tables
    /// @param replaced        · rows in the tables that newer ones have replaced
    /// @param trace           · of what is in the tables
    public StreamSink(
            int stream,
            StreamKey key,
            Leaves leaves,
            Durability durability,
            StorageListener listener,
            AtomicLong allPendingBytes,
            long version,
            Replaced replaced,
            Trace trace) {
        this.stream = stream;
        this.key = key;
        this.leaves = leaves;
        this.durability = durability;
        this.listener = listener;
        this.allPendingBytes = allPendingBytes;
        this.version = version;
        this.replaced = replaced;
        this.trace = trace;
    }

    /// More waits to be written. Any thread.
    ///
    /// @param bytes · of subjects and payloads; below 0 if it is less
    public void waits(long bytes) {
        pendingBytes.addAndGet(bytes);
        allPendingBytes.addAndGet(bytes);
    }

    /// Subjects and payloads that are not written yet. Any thread.
    long pendingBytes() {
        return pendingBytes.get();
    }

    /// Takes sealed changes.
    ///
    /// @return whether the sink has to be put into the writer's queue
    synchronized boolean submit(Changes changes) {
        if (waiting == null) {
            waiting = changes;
        } else {
            waiting.join(changes);
        }
        boolean wasQueued = queued;
        queued = true;
        return !wasQueued;
    }

    /// Subjects and payloads that the next batch would have.
    synchronized long waitingBytes() {
        return waiting == null ? 0 : waiting.bytes();
    }

    /// Everything that waits; null if nothing does.
    synchronized @Nullable Changes take() {
        Changes taken = waiting;
        waiting = null;
        queued = false;
        return taken;
    }

    /// The changes are in the database.
    void written(Changes changes) {
        if (!changes.slices().isEmpty()) {
            var last = changes.slices().getLast();
            writtenSequence = last.chunk().sequence(last.to() - 1);
        }
        waits(-changes.bytes());
        tell(changes.ticket());
        synchronized (this) {
            writtenTicket = changes.ticket();
            notifyAll();
        }
    }

    /// Tells the listener that a ticket is reached, unless that has been told before.
    public synchronized void tell(long ticket) {
        if (ticket > durable) {
            durable = ticket;
            listener.durable(ticket);
        }
    }

    /// Nothing is taken any more.
    synchronized void freeze(String why, Changes lost) {
        discard(lost);
        if (frozen == null) {
            frozen = "Stream " + key + " is frozen: " + why;
            notifyAll();
            listener.frozen(why);
        }
    }

    /// These changes will never be written.
    void discard(Changes lost) {
        waits(-lost.bytes());
    }

    /// Waits until a commit is in the database, the stream is frozen, or it takes too long.
    ///
    /// @return whether it is
    public synchronized boolean awaitWritten(long ticket, long millis) {
        long deadline = System.nanoTime() + millis * NANOS_PER_MILLI;
        while (writtenTicket < ticket && frozen == null) {
            long left = (deadline - System.nanoTime()) / NANOS_PER_MILLI;
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return writtenTicket >= ticket;
    }

    /// Its owner has closed the stream.
    ///
    /// @param upTo · the last commit
    public void leave(long upTo) {
        leftAt = upTo;
    }

    /// Whether its owner has closed the stream.
    public boolean isLeft() {
        return leftAt >= 0;
    }

    /// Whether its owner has closed the stream, and nothing of it will be written any more.
    public boolean isIdle() {
        return isLeft() && (frozen != null || writtenTicket >= leftAt);
    }

    /// Why nothing is taken any more; null if the stream is well.
    public @Nullable String frozen() {
        return frozen;
    }

    public long durable() {
        return durable;
    }

    /// The latest commit that is in the database, whatever the stream counts as safe.
    public long writtenTicket() {
        return writtenTicket;
    }

    /// All messages up to this one can be read from the database.
    public long writtenSequence() {
        return writtenSequence;
    }

    /// @param sequence · the highest when the stream was opened
    public void foundWritten(long sequence) {
        writtenSequence = sequence;
    }

    public int stream() {
        return stream;
    }

    public StreamKey key() {
        return key;
    }

    public Leaves leaves() {
        return leaves;
    }

    public Durability durability() {
        return durability;
    }

    public void durability(Durability changed) {
        durability = changed;
    }

    long nextVersion() {
        return ++version;
    }

    Trace trace() {
        return trace;
    }

    void trace(Trace latest) {
        trace = latest;
    }

    /// The database may not be the one that it was. Any thread.
    void doubt() {
        doubted = true;
    }

    /// What was written is there.
    void trust() {
        doubted = false;
    }

    /// Whether it is to be looked whether what was written is there.
    boolean isDoubted() {
        return doubted && frozen == null;
    }

    /// What was written is not there any more: nothing is taken, and nothing can be shown.
    void lose(String why) {
        lost = "Stream " + key + " shows nothing any more: " + why;
        freeze(why, new Changes());
    }

    /// Why nothing can be shown, because the database has lost what was written; null if it has not. Any thread.
    public @Nullable String lost() {
        return lost;
    }

    Replaced replaced() {
        return replaced;
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
