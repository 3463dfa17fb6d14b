package io.natterjack.postgres;

import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import io.natterjack.postgres.index.SequenceIndex;
import io.natterjack.postgres.leaf.Leaf;
import io.natterjack.postgres.outbox.StreamOutbox;
import io.natterjack.postgres.read.LoadedStream;
import io.natterjack.postgres.read.Windows;
import io.natterjack.postgres.tail.Changes;
import io.natterjack.postgres.tail.Tail;
import io.natterjack.postgres.write.StreamSink;
import io.natterjack.postgres.write.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One open stream in memory: what its parts share. Confined to the stream's owner.
final class Contents {
    /// When nothing was written for so long, it is not worth waiting for more.
    private static final long STILL_MILLIS = 2_000;

    private final Space space;
    private final StreamSink sink;
    private final Writer writer;
    private final SequenceIndex index;
    private final Tail tail;
    private final Windows windows;
    private final Map<String, byte[]> definitions;
    private final Map<String, byte[]> states;
    private long indexBytes;
    private Changes changes = new Changes();
    private boolean marked;
    private long last;
    private long lastNanos;
    private long ticket;
    private boolean closed;

    /// The commit with the latest message from the outbox; it counts before that message is taken out.
    private volatile long outboxTicket;

    /// Whether the last message is not the last of its unit, and what was last before the unit began.
    private boolean withinUnit;

    private long lastBefore;
    private long lastNanosBefore;

    Contents(Space space, StreamSink sink, Writer writer, LoadedStream loaded) {
        this.space = space;
        this.sink = sink;
        this.writer = writer;
        this.index = loaded.index();
        this.tail = space.newTail();
        this.windows = new Windows(space.database(), sink, index);
        this.definitions = loaded.definitions();
        this.states = loaded.states();
        this.last = loaded.lastSequence();
        this.lastNanos = loaded.lastTimeNanos();
        countIndex(index.memoryBytes());
    }

    private void countIndex(long bytes) {
        space.indexes(bytes - indexBytes);
        indexBytes = bytes;
    }

    SequenceIndex index() {
        return index;
    }

    StreamSink sink() {
        return sink;
    }

    Map<String, byte[]> definitions() {
        return definitions;
    }

    Map<String, byte[]> states() {
        return states;
    }

    long last() {
        return last;
    }

    long lastNanos() {
        return lastNanos;
    }

    /// One above the last if there is no message.
    long first() {
        long first = index.next(0);
        return first == 0 ? last + 1 : first;
    }

    /// What has changed since the last commit, to be added to.
    ///
    /// @throws IllegalStateException if the stream is closed
    /// @throws StorageException if it takes nothing
    Changes changing() {
        if (closed) {
            throw new IllegalStateException("Stream " + sink.key() + " is closed");
        }
        String frozen = sink.frozen();
        if (frozen != null) {
            throw new StorageException(frozen);
        }
        return changes;
    }

    /// @throws StorageFullException if too much waits to be written and no unit would be torn by saying so
    void checkRoom(long bytes) {
        if (!withinUnit) {
            space.checkRoom(sink, bytes);
        }
    }

    /// @param more · the unit is not complete yet
    void add(StoredMessage message, long sizeBytes, boolean more) {
        Changes open = changing();
        if (!withinUnit) {
            lastBefore = last;
            lastNanosBefore = lastNanos;
        }
        withinUnit = more;
        boolean mark = (message.flags() & StoredMessage.MARKED) != 0;
        index.add(
                message.sequence(),
                message.timeNanos(),
                mark,
                message.subject(),
                message.subjectFrom(),
                message.subjectTo(),
                sizeBytes);
        tail.add(message, open, sink.writtenSequence());
        sink.waits(message.subjectLength() + (long) message.payloadLength());
        last = message.sequence();
        lastNanos = message.timeNanos();
    }

    boolean remove(long sequence, boolean erase) {
        Changes open = changing();
        long first = first();
        if (!index.remove(sequence)) {
            return false;
        }
        open.remove(sequence, erase);
        marked |= sequence == first || sequence == last;
        return true;
    }

    void removeThrough(long sequence) {
        changing();
        if (sequence >= first()) {
            index.removeThrough(sequence);
            last = Math.max(last, sequence);
            marked = true;
        }
    }

    long commit() {
        if (marked) {
            changes.mark(new Changes.Mark(first(), last, lastNanos));
            marked = false;
        }
        if (!changes.isEmpty()) {
            giveUpEmptyLeaves();
            countIndex(index.memoryBytes());
            changes.seal(++ticket);
            writer.submit(sink, changes);
            changes = new Changes();
            tail.shrink(sink.writtenSequence());
        }
        return ticket;
    }

    /// Has partitions dropped from whose middle the last message is gone. What is kept of those at both ends costs
    /// nothing, but one old message that stays would keep all that come after it.
    private void giveUpEmptyLeaves() {
        for (Leaf leaf : sink.leaves().thinned()) {
            long next = index.next(leaf.from());
            if (next != 0 && next < leaf.to()) {
                sink.leaves().isUsed(leaf);
            } else if (leaf.to() <= last + 1) {
                changes.emptied(leaf.from());
            }
        }
    }

    /// Shows a message that the index has.
    ///
    /// @param order   · whoever reads on will want the next or the one before of these
    /// @param atFirst · how many to read if nobody has read up to here
    void show(long sequence, SubjectFilter order, int atFirst, StoredMessage into) {
        String lost = sink.lost();
        if (lost != null) {
            throw new StorageException(lost);
        }
        if (tail.read(sequence, into) || windows.read(sequence, order, atFirst, tail.firstSequence(), into)) {
            return;
        }
        index.remove(sequence);
        String what = "Message " + sequence + " of stream " + sink.key()
                + " is not in the database as it was written: somebody else has changed table nj_m_" + sink.stream();
        space.report(what);
        throw new StorageException(what);
    }

    /// The message shown last by the outbox leaves it with the next commit.
    ///
    /// @param refused · why it is not in the stream; null if it is
    void takeFrom(StreamOutbox outbox, @Nullable String refused) {
        Changes open = changing();
        outboxTicket = ticket + 1;
        long id = outbox.take();
        if (id == 0) {
            return;
        }
        if (refused == null) {
            open.takenFromOutbox(id);
        } else {
            open.refusedFromOutbox(id, refused);
        }
    }

    /// Whether everything that was taken from the outbox is gone from its table. Any thread.
    boolean isOutboxSettled() {
        return sink.writtenTicket() >= outboxTicket && sink.frozen() == null;
    }

    /// Takes back a unit that is not complete.
    void dropUnit() {
        if (withinUnit) {
            sink.waits(-changes.dropAbove(lastBefore));
            for (long sequence = index.next(lastBefore + 1); sequence > 0; sequence = index.next(sequence + 1)) {
                index.remove(sequence);
            }
            last = lastBefore;
            lastNanos = lastNanosBefore;
            withinUnit = false;
        }
    }

    /// Waits for a commit: as long as it takes while something gets written, a moment if nothing does, and not at
    /// all while the database is away or somebody has locked the stream's table.
    ///
    /// @return whether it is in the database
    boolean awaitWritten(long upTo) {
        long waited;
        long waits = space.pendingBytes().get();
        boolean written = sink.awaitWritten(upTo, 0);
        do {
            waited = waits;
            written = written || (mayBeWritten() && sink.awaitWritten(upTo, STILL_MILLIS));
            waits = space.pendingBytes().get();
        } while (!written && waits < waited && sink.frozen() == null && !writer.hasEnded());
        return written;
    }

    private boolean mayBeWritten() {
        return space.database().away() == null && writer.lockedOut(sink) == null;
    }

    /// Lets go of the memory. What is not written yet stays with the writer.
    void close() {
        closed = true;
        countIndex(0);
        tail.clear();
    }

    boolean isClosed() {
        return closed;
    }
}
